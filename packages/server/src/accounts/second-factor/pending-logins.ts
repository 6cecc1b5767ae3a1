/** Logins whose password or link was right and that wait for the second factor. */

import type { ActorContext } from '../../audit/actor.ts';
import { recordAuditEntry } from '../../audit/record.ts';
import { ServiceError } from '../../service-error.ts';
import type { PendingOrigin } from '../../store/account-tables.ts';
import type { Database } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { clearLoginAttempt, countLoginAttempt } from '../login-throttle.ts';
import { newToken, tokenHash } from '../tokens.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { acceptTotpCode, invalidCode, isTotpCode } from './totp.ts';

/** How long the second factor may take, ms. */
export const PENDING_LOGIN_MS = 10 * 60_000;

/** A login that waits. */
export interface PendingLogin {
  readonly userId: string;
  readonly origin: PendingOrigin;
}

/** Where and when something happens. */
type Origin = Pick<ActorContext, 'requestId'> & { readonly address: string; readonly now: Date };

/** Begins to wait. @returns the token of the browser's cookie. */
export async function createPendingLogin(
  db: Database,
  { userId, origin }: PendingLogin,
  now: Date,
): Promise<string> {
  const token = newToken();
  await db
    .insertInto('pending_logins')
    .values({
      token_hash: tokenHash(token) as Buffer,
      user_id: userId,
      origin,
      expires_at: new Date(now.getTime() + PENDING_LOGIN_MS),
    })
    .execute();
  return token;
}

/** The login that a browser's cookie speaks of, if it still waits and its user may sign in. */
export async function findPendingLogin(
  db: Database,
  token: string | null,
  now: Date,
): Promise<PendingLogin | null> {
  const hash = token === null ? null : tokenHash(token);
  if (hash === null) return null;
  const row = await db
    .selectFrom('pending_logins')
    .innerJoin('users', 'users.id', 'user_id')
    .innerJoin('clients', 'clients.id', 'users.client_id')
    .select(['user_id as userId', 'origin'])
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .where('disabled_at', 'is', null)
    .where('active', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

/** Waits no longer: the login is finished, or given up. */
export async function deletePendingLogin(db: Database, token: string): Promise<void> {
  const hash = tokenHash(token);
  if (hash) await db.deleteFrom('pending_logins').where('token_hash', '=', hash).execute();
}

/** Notes that the second factor of a user was refused, for the client to see. */
async function recordRefusal(db: Database, userId: string, { address, requestId }: Origin): Promise<void> {
  const user = await db
    .selectFrom('users')
    .select(['client_id', 'name'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!user) return;
  await recordAuditEntry(db, {
    tenantId: user.client_id,
    actor: { kind: 'user', id: userId, label: user.name },
    address,
    requestId,
    action: 'session.refuse',
    details: { secondFactor: true },
  });
}

/** Uses up a recovery code, which nobody guesses: wrong codes of an app never close this way in. */
async function acceptRecoveryCode(
  db: Database,
  userId: string,
  code: string,
  { address, requestId }: Origin,
): Promise<void> {
  const attempt = { account: null, address };
  await countLoginAttempt(db, attempt);
  await db.transaction().execute(async (trx) => {
    if (!(await useRecoveryCode(trx, userId, code))) throw invalidCode();
    const user = await trx
      .selectFrom('users')
      .select(['client_id', 'name'])
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    const actor = { kind: 'user', id: userId, label: user.name } as const;
    const entry = { tenantId: user.client_id, actor, address, requestId } as const;
    await recordAuditEntry(trx, { ...entry, action: 'recovery-code.use', target: { userId } });
  });
  await clearLoginAttempt(db, attempt);
}

/**
 * Finishes a login with a code of an app or a recovery code.
 * @throws ServiceError INVALID_CODE, TOO_MANY_ATTEMPTS.
 */
export async function acceptCode(store: Store, userId: string, code: string, origin: Origin): Promise<void> {
  try {
    if (isTotpCode(code)) {
      await acceptTotpCode(store, { userId, code, address: origin.address }, true, origin.now);
    } else await acceptRecoveryCode(store.db, userId, code, origin);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'INVALID_CODE')
      await recordRefusal(store.db, userId, origin);
    throw error;
  }
}
