/**
 * Limits on guesses of one-time codes, apart from those of passwords: whoever guesses codes knows the password already, and six
 * digits are guessed sooner than a password.
 */
import type { Database } from '../../store/database.ts';
import { countRequest } from '../../tenants/rate-limit.ts';
import { networkOf, tooManyAttempts, windowSubject } from '../login-throttle.ts';

const QUARTER_HOUR_SECONDS = 15 * 60;
const DAY_SECONDS = 24 * 60 * 60;
const MAX_PER_USER = 5;
/** Of a million codes three are right at a time: with so many guesses a day it takes years to come upon one. */
const MAX_PER_USER_AND_DAY = 30;
const MAX_PER_ADDRESS = 50;

/** A code that is tried for a user. */
export interface CodeAttempt {
  readonly userId: string;
  readonly address: string;
}

const windowsOf = ({ userId, address }: CodeAttempt) =>
  [
    [windowSubject('codes-from', networkOf(address)), MAX_PER_ADDRESS, QUARTER_HOUR_SECONDS],
    [windowSubject('codes-of', userId), MAX_PER_USER, QUARTER_HOUR_SECONDS],
    [windowSubject('codes-of-day', userId), MAX_PER_USER_AND_DAY, DAY_SECONDS],
  ] as const;

/**
 * Counts an attempt before it is checked.
 * @throws ServiceError TOO_MANY_ATTEMPTS, whether or not the code would be right.
 */
export async function countCodeAttempt(db: Database, attempt: CodeAttempt): Promise<void> {
  for (const [subject, limit, seconds] of windowsOf(attempt)) {
    const { isAllowed, resetSeconds } = await countRequest(db, subject, limit, seconds);
    if (!isAllowed) throw tooManyAttempts(resetSeconds, 'use a recovery code or a passkey');
  }
}

/** Forgets a user's attempts after one that was right. */
export async function clearCodeAttempts(db: Database, attempt: CodeAttempt): Promise<void> {
  const [, ...ofUser] = windowsOf(attempt).map(([subject]) => subject);
  await db.deleteFrom('request_windows').where('subject', 'in', ofUser).execute();
}
