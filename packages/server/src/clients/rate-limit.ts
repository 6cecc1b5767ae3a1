import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** How long a window of counted requests is, s. */
export const WINDOW_SECONDS = 60;

/** Where a key stands in its window. */
export interface RateState {
  readonly isAllowed: boolean;
  /** Requests that the key has left in the window. */
  readonly remaining: number;
  /** How long until the next window can begin, s, from 1. */
  readonly resetSeconds: number;
}

/**
 * Counts a request of a key. Windows live in the database: all API processes count together. A window begins with the
 * first request after the last one has ended.
 */
export async function countRequest(db: Database, keyId: string, limit: number): Promise<RateState> {
  const { rows } = await sql<{ requests: number; reset: number }>`
    insert into request_windows as w (key_id, started_at, requests) values (${keyId}, clock_timestamp(), 1)
    on conflict (key_id) do update set
      requests = case when w.started_at <= clock_timestamp() - ${WINDOW_SECONDS} * interval '1 second'
        then 1 else w.requests + 1 end,
      started_at = case when w.started_at <= clock_timestamp() - ${WINDOW_SECONDS} * interval '1 second'
        then clock_timestamp() else w.started_at end
    returning requests,
      extract(epoch from started_at + ${WINDOW_SECONDS} * interval '1 second' - clock_timestamp())::float8 as reset
  `.execute(db);
  const { requests = 1, reset = WINDOW_SECONDS } = rows[0] ?? {};
  return {
    isAllowed: requests <= limit,
    remaining: Math.max(0, limit - requests),
    resetSeconds: Math.max(1, Math.ceil(reset)),
  };
}
