/** One-time codes of authenticator apps: TOTP (RFC 6238), as every app has it: SHA-1, six digits, 30 s. */
import type { TotpEnrolment } from '@vivavoce/contract';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { ServiceError } from '../../service-error.ts';
import type { Store } from '../../store/store.ts';
import { clearCodeAttempts, countCodeAttempt } from './code-throttle.ts';

const ISSUER = 'Vivavoce';
const PERIOD_S = 30;
/** Steps before and after the present one: for clocks that differ, and people who type (RFC 6238, 5.2). */
const WINDOW_STEPS = 1;
/** RFC 4226, 4: 160 bits are recommended. */
const SECRET_BYTES = 20;

const totpOf = (secret: Secret, label: string): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S });

/** A wrong code, in one error for all that can be wrong with it. */
export const invalidCode = (): ServiceError =>
  new ServiceError('INVALID_CODE', 'This code is wrong, has expired, or was used before: take the next one');

/** A code as it is compared: without what people put between the digits. */
const digitsOf = (code: string): string => code.replaceAll(/[\s-]/g, '');

/** Whether a text looks like a code of an app, not like a recovery code. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(digitsOf(code));

/**
 * Begins to set up an app: a new secret, of no effect until {@link acceptTotpCode} has confirmed it by its first code.
 * @throws ServiceError INVALID_PARAMETERS if an app is set up.
 */
export async function enrolTotp({ db, secrets }: Store, userId: string): Promise<TotpEnrolment> {
  const { email } = await db
    .selectFrom('users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const secret = new Secret({ size: SECRET_BYTES });
  const encrypted = secrets.encrypt(secret.base32);
  const stored = await db
    .insertInto('totp_secrets')
    .values({ user_id: userId, secret: encrypted, confirmed_at: null, last_step: null })
    .onConflict((old) =>
      old
        .column('user_id')
        .doUpdateSet({ secret: encrypted, last_step: null })
        .where('totp_secrets.confirmed_at', 'is', null),
    )
    .executeTakeFirst();
  if (stored.numInsertedOrUpdatedRows === 0n) {
    throw new ServiceError('INVALID_PARAMETERS', 'An authenticator app is set up already: remove it first');
  }
  return { secret: secret.base32, uri: totpOf(secret, email).toString() };
}

/** A code that somebody types for a user. */
export interface TypedCode {
  readonly userId: string;
  readonly code: string;
  readonly address: string;
}

/**
 * Accepts a code of a user's app, once.
 * @param isConfirmed whether the app has to be set up, or is being set up by this code.
 * @throws ServiceError INVALID_CODE, TOO_MANY_ATTEMPTS.
 */
export async function acceptTotpCode(
  { db, secrets }: Pick<Store, 'db' | 'secrets'>,
  { userId, code, address }: TypedCode,
  isConfirmed: boolean,
  now: Date,
): Promise<void> {
  await countCodeAttempt(db, { userId, address });
  const row = await db
    .selectFrom('totp_secrets')
    .select('secret')
    .where('user_id', '=', userId)
    .where('confirmed_at', isConfirmed ? 'is not' : 'is', null)
    .executeTakeFirst();
  if (!row) throw invalidCode();
  const totp = totpOf(Secret.fromBase32(secrets.decrypt(row.secret)), userId);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: digitsOf(code), timestamp, window: WINDOW_STEPS });
  if (delta === null) throw invalidCode();
  const step = TOTP.counter({ period: PERIOD_S, timestamp }) + delta;
  // Of several requests with one code at once one succeeds (RFC 6238, 5.2).
  const { numUpdatedRows } = await db
    .updateTable('totp_secrets')
    .set({ last_step: step, confirmed_at: sql`coalesce(confirmed_at, ${now})` })
    .where('user_id', '=', userId)
    .where('secret', '=', row.secret)
    .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', String(step))]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw invalidCode();
  await clearCodeAttempts(db, { userId, address });
}
