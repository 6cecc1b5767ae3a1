/** What signed-in users do with their own second factors. */
import type { Enrolled, NewPasskey, SecondFactor, TotpEnrolment } from '@vivavoce/contract';
import type { ActorContext } from '../../audit/actor.ts';
import { recordAuditEntry } from '../../audit/record.ts';
import { ServiceError } from '../../service-error.ts';
import type { Database } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import type { Caller } from '../caller.ts';
import { factorsOf } from './factors.ts';
import { deletePasskey, finishRegistration, listPasskeys, type RelyingParty } from './passkeys.ts';
import { reauthenticationOf, requireRecentAuthentication } from './reauthentication.ts';
import { countRecoveryCodes, renewRecoveryCodes } from './recovery-codes.ts';
import { acceptTotpCode, enrolTotp } from './totp.ts';

/** Who changes a factor, from where and when. */
export interface FactorChange {
  readonly caller: Caller;
  readonly by: ActorContext & { readonly address: string };
  readonly now: Date;
}

const userIdOf = ({ actor }: Caller): string => actor.id ?? '';

/** A user's second factors. */
export async function readSecondFactor(db: Database, caller: Caller, now: Date): Promise<SecondFactor> {
  const userId = userIdOf(caller);
  const { required } = await db
    .selectFrom('clients')
    .select('second_factor_required as required')
    .where('id', '=', caller.tenantId)
    .executeTakeFirstOrThrow();
  return {
    totp: (await factorsOf(db, userId)).totp,
    passkeys: await listPasskeys(db, userId),
    recoveryCodes: await countRecoveryCodes(db, userId),
    isRequired: required,
    reauthentication: await reauthenticationOf(db, caller, now),
  };
}

/**
 * What follows when a factor was added: recovery codes with the first one, and no other session goes on that it has not
 * confirmed.
 */
async function completeEnrolment(
  trx: Database,
  { caller, by }: FactorChange,
  details: Readonly<Record<string, boolean>>,
): Promise<Enrolled> {
  const userId = userIdOf(caller);
  await trx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '!=', caller.sessionId)
    .execute();
  await trx.deleteFrom('sign_in_links').where('user_id', '=', userId).execute();
  await recordAuditEntry(trx, { ...by, action: 'second-factor.add', target: { userId }, details });
  const hasCodes = (await countRecoveryCodes(trx, userId)) > 0;
  return { recoveryCodes: hasCodes ? [] : await renewRecoveryCodes(trx, userId) };
}

/** Begins to set up an app. @throws ServiceError REAUTHENTICATION_REQUIRED. */
export async function enrolOwnTotp(store: Store, { caller, now }: FactorChange): Promise<TotpEnrolment> {
  await requireRecentAuthentication(store.db, caller, now);
  return enrolTotp(store, userIdOf(caller));
}

/** Sets an app up by its first code. @throws ServiceError INVALID_CODE, TOO_MANY_ATTEMPTS, REAUTHENTICATION_REQUIRED. */
export async function confirmOwnTotp(store: Store, change: FactorChange, code: string): Promise<Enrolled> {
  const { caller, by, now } = change;
  await requireRecentAuthentication(store.db, caller, now);
  const typed = { userId: userIdOf(caller), code, address: by.address };
  await acceptTotpCode(store, typed, false, now);
  return store.db.transaction().execute((trx) => completeEnrolment(trx, change, { totp: true }));
}

/** Adds a passkey. @throws ServiceError INVALID_PASSKEY, REAUTHENTICATION_REQUIRED. */
export async function addOwnPasskey(
  db: Database,
  change: FactorChange,
  party: RelyingParty,
  passkey: NewPasskey,
): Promise<Enrolled> {
  const { caller, now } = change;
  await requireRecentAuthentication(db, caller, now);
  return db.transaction().execute(async (trx) => {
    await finishRegistration(trx, party, { userId: userIdOf(caller), passkey }, now);
    return completeEnrolment(trx, change, { passkey: true });
  });
}

/**
 * Removes a factor; recovery codes go with the last one.
 * @throws ServiceError NOT_FOUND, REAUTHENTICATION_REQUIRED.
 */
export async function removeOwnFactor(
  db: Database,
  { caller, by, now }: FactorChange,
  which: 'totp' | { readonly passkeyId: string },
): Promise<void> {
  await requireRecentAuthentication(db, caller, now);
  const userId = userIdOf(caller);
  await db.transaction().execute(async (trx) => {
    const isRemoved =
      which === 'totp' ? await deleteTotp(trx, userId) : await deletePasskey(trx, userId, which.passkeyId);
    if (!isRemoved) throw new ServiceError('NOT_FOUND', 'There is no such second factor');
    const { totp, passkey } = await factorsOf(trx, userId);
    if (!totp && !passkey) await trx.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
    const details = which === 'totp' ? { totp: false } : { passkey: false };
    await recordAuditEntry(trx, { ...by, action: 'second-factor.remove', target: { userId }, details });
  });
}

async function deleteTotp(trx: Database, userId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('totp_secrets')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Makes new recovery codes. @throws ServiceError NOT_FOUND without a second factor, REAUTHENTICATION_REQUIRED. */
export async function renewOwnRecoveryCodes(
  db: Database,
  { caller, by, now }: FactorChange,
): Promise<string[]> {
  await requireRecentAuthentication(db, caller, now);
  const userId = userIdOf(caller);
  return db.transaction().execute(async (trx) => {
    const { totp, passkey } = await factorsOf(trx, userId);
    if (!totp && !passkey) throw new ServiceError('NOT_FOUND', 'Set up a second factor first');
    await recordAuditEntry(trx, { ...by, action: 'recovery-codes.renew', target: { userId } });
    return renewRecoveryCodes(trx, userId);
  });
}
