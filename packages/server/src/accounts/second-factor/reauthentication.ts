/**
 * Changes of how somebody signs in need more than an open session, which may be of a browser that was left alone: a login of the last
 * minutes, or the password again.
 */
import type { SecondFactor } from '@vivavoce/contract';
import type { ActorContext } from '../../audit/actor.ts';
import { ServiceError } from '../../service-error.ts';
import type { Database } from '../../store/database.ts';
import type { Caller } from '../caller.ts';
import { clearLoginAttempt, countLoginAttempt } from '../login-throttle.ts';
import { verifyPassword } from '../passwords.ts';

/** How long a login or a password counts, ms. */
const RECENT_MS = 10 * 60_000;

async function sessionOf(db: Database, { sessionId }: Caller) {
  const session = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'user_id')
    .select(['authenticated_at', 'password_hash', 'email', 'users.id'])
    .where('sessions.id', '=', sessionId)
    .executeTakeFirst();
  // It may have been ended elsewhere since the request came in.
  if (!session) throw new ServiceError('SESSION_EXPIRED', 'The session has ended: sign in again');
  return session;
}

/** What changes need first. */
export async function reauthenticationOf(
  db: Database,
  caller: Caller,
  now: Date,
): Promise<SecondFactor['reauthentication']> {
  const session = await sessionOf(db, caller);
  if (now.getTime() - session.authenticated_at.getTime() < RECENT_MS) return 'none';
  return session.password_hash === null ? 'sign-in' : 'password';
}

/** @throws ServiceError REAUTHENTICATION_REQUIRED unless the user has just proved who it is. */
export async function requireRecentAuthentication(db: Database, caller: Caller, now: Date): Promise<void> {
  const needed = await reauthenticationOf(db, caller, now);
  if (needed === 'none') return;
  throw new ServiceError(
    'REAUTHENTICATION_REQUIRED',
    needed === 'password' ? 'Enter your password again first' : 'Sign out and in again first',
  );
}

/**
 * Accepts the password of the signed-in user again.
 * @throws ServiceError INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, SESSION_EXPIRED.
 */
export async function reauthenticate(
  db: Database,
  caller: Caller,
  password: string,
  { address, now }: Pick<ActorContext, 'requestId'> & { readonly address: string; readonly now: Date },
): Promise<void> {
  const session = await sessionOf(db, caller);
  const attempt = { account: session.email, address };
  await countLoginAttempt(db, attempt);
  if (!(await verifyPassword(session.password_hash, password))) {
    throw new ServiceError('INVALID_CREDENTIALS', 'The password is not right');
  }
  await clearLoginAttempt(db, attempt);
  await db
    .updateTable('sessions')
    .set({ authenticated_at: now })
    .where('id', '=', caller.sessionId)
    .execute();
}
