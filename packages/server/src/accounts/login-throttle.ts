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
function networkOf(address: string): string {
  const plain = unmapIpv4(address);
  if (!isIPv6(plain)) return plain;
  const { parts } = ipaddr.IPv6.parse(plain);
  return parts
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** Windows name nobody: they hold hashes. */
const windowSubject = (kind: string, who: string): string =>
  `${kind}:${createHash('sha256').update(who).digest('base64url')}`;

/** One attempt to get in, by somebody from somewhere. */
export interface LoginAttempt {
  /** The account that is tried, such as an e-mail address; null when only the address counts, as for links. */
  readonly account: string | null;
  readonly address: string;
}

const windowSubjects = ({ account, address }: LoginAttempt): [subject: string, limit: number][] => [
  [windowSubject('attempts-from', networkOf(address)), MAX_PER_ADDRESS],
  ...(account === null ? [] : [[windowSubject('attempts-on', account), MAX_PER_ACCOUNT] as [string, number]]),
];

/**
 * Counts an attempt before it is judged, so that many at once gain nothing. All API processes count together.
 * @throws ServiceError TOO_MANY_ATTEMPTS, whether or not the attempt would be right.
 */
export async function countLoginAttempt(db: Database, attempt: LoginAttempt): Promise<void> {
  for (const [subject, limit] of windowSubjects(attempt)) {
    const { isAllowed, resetSeconds } = await countRequest(db, subject, limit, WINDOW_SECONDS);
    if (isAllowed) continue;
    const message = 'Too many attempts: wait, or ask an administrator for a sign-in link';
    throw new ServiceError('TOO_MANY_ATTEMPTS', message, { retryAfterSeconds: resetSeconds });
  }
}

/** Takes an attempt back that was right: only failures count. */
export async function clearLoginAttempt(db: Database, attempt: LoginAttempt): Promise<void> {
  const [[from], on] = windowSubjects(attempt) as [[string, number], [string, number] | undefined];
  await db
    .updateTable('request_windows')
    .set({ requests: sql`greatest(requests - 1, 0)` })
    .where('subject', '=', from)
    .execute();
  if (on) await db.deleteFrom('request_windows').where('subject', '=', on[0]).execute();
}
