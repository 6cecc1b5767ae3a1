import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { sql } from 'kysely';
import { unmapIpv4 } from '../networks.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import { countRequest } from '../tenants/rate-limit.ts';

const WINDOW_SECONDS = 15 * 60;
/** Failures of one account in a window; far below the 100 that NIST SP 800-63B-4, 3.2.2 allows in all. */
const MAX_PER_ACCOUNT = 10;
/** Failures from one address in a window: an office behind one address has many people. */
const MAX_PER_ADDRESS = 50;

/** An IPv4 address itself; of an IPv6 address its /64, all of which one host can use. */
export function networkOf(address: string): string {
  const plain = unmapIpv4(address);
  if (!isIPv6(plain)) return plain;
  const { parts } = ipaddr.IPv6.parse(plain);
  return parts
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** Windows name nobody: they hold hashes. */
export const windowSubject = (kind: string, who: string): string =>
  `${kind}:${createHash('sha256').update(who).digest('base64url')}`;

/** One attempt to get in, by somebody from somewhere. */
export interface LoginAttempt {
  /** The account that is tried, such as an e-mail address; null for links and tokens, which nobody guesses. */
  readonly account: string | null;
  readonly address: string;
}

/** Attempts of passwords and of links from one address: wrong passwords never close the way that leads out of them. */
const addressWindow = ({ account, address }: LoginAttempt): string =>
  windowSubject(account === null ? 'links-from' : 'attempts-from', networkOf(address));

const accountWindow = (account: string): string => windowSubject('attempts-on', account);

/** The error of somebody who has tried too often. @param way what else leads in. */
export const tooManyAttempts = (
  retryAfterSeconds: number,
  way = 'ask an administrator for a sign-in link',
): ServiceError =>
  new ServiceError('TOO_MANY_ATTEMPTS', `Too many attempts: wait, or ${way}`, { retryAfterSeconds });

/** Takes one attempt of an address back. */
async function uncount(db: Database, subject: string): Promise<void> {
  await db
    .updateTable('request_windows')
    .set({ requests: sql`greatest(requests - 1, 0)` })
    .where('subject', '=', subject)
    .execute();
}

/**
 * Counts an attempt before it is checked, so that many at once gain nothing. All API processes count together. An account that
 * takes no more attempts is not counted against the address: its colleagues behind the same one go on.
 * @throws ServiceError TOO_MANY_ATTEMPTS, whether or not the attempt would be right.
 */
export async function countLoginAttempt(db: Database, attempt: LoginAttempt): Promise<void> {
  const { account } = attempt;
  const from = await countRequest(db, addressWindow(attempt), MAX_PER_ADDRESS, WINDOW_SECONDS);
  if (!from.isAllowed) throw tooManyAttempts(from.resetSeconds);
  if (account === null) return;
  const on = await countRequest(db, accountWindow(account), MAX_PER_ACCOUNT, WINDOW_SECONDS);
  if (on.isAllowed) return;
  await uncount(db, addressWindow(attempt));
  throw tooManyAttempts(on.resetSeconds);
}

/** Takes an attempt back that was right: only failures count. */
export async function clearLoginAttempt(db: Database, attempt: LoginAttempt): Promise<void> {
  const { account } = attempt;
  await uncount(db, addressWindow(attempt));
  if (account === null) return;
  await db.deleteFrom('request_windows').where('subject', '=', accountWindow(account)).execute();
}
