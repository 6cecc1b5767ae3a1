import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** How long a window of counted requests is, s. */
export const WINDOW_SECONDS = 60;

/** Where a caller stands in its window. */
export interface RateState {
  readonly isAllowed: boolean;
  /** Requests that the caller has left in the window. */
  readonly remaining: number;
  /** How long until the next window can begin, s, from 1. */
  readonly resetSeconds: number;
}

/**
 * Counts a request of somebody. Windows live in the database: all API processes count together. A window begins with the
 * first request after the last one has ended.
 * @param subject who is counted: a kind and an id, such as `key:<id>`; each has windows of its own.
 * @param windowSeconds how long a window is.
 */
export async function countRequest(
  db: Database,
  subject: string,
  limit: number,
  windowSeconds = WINDOW_SECONDS,
): Promise<RateState> {
  const { rows } = await sql<{ requests: number; reset: number }>`
    insert into request_windows as w (subject, started_at, requests) values (${subject}, clock_timestamp(), 1)
    on conflict (subject) do update set
      requests = case when w.started_at <= clock_timestamp() - ${windowSeconds} * interval '1 second'
        then 1 else w.requests + 1 end,
      started_at = case when w.started_at <= clock_timestamp() - ${windowSeconds} * interval '1 second'
        then clock_timestamp() else w.started_at end
    returning requests,
      extract(epoch from started_at + ${windowSeconds} * interval '1 second' - clock_timestamp())::float8 as reset
  `.execute(db);
  const { requests = 1, reset = windowSeconds } = rows[0] ?? {};
  return {
    isAllowed: requests <= limit,
    remaining: Math.max(0, limit - requests),
    resetSeconds: Math.max(1, Math.ceil(reset)),
  };
}

/** Forgets the windows that nobody counts in any more: those that began a day ago. */
export async function forgetOldWindows(db: Database): Promise<void> {
  await db.deleteFrom('request_windows').where(sql<boolean>`started_at < now() - interval '1 day'`).execute();
}
