import { sql } from 'kysely';
import { createBatchLoader } from '../store/batch-loader.ts';
import type { Database } from '../store/database.ts';
import { type RunStatement, type Statement, statementsOver } from '../store/statements.ts';

/** How long a window of counted requests is, s. */
export const WINDOW_SECONDS = 60;

/** So many requests are counted at once, at most. */
const MAX_BATCH_SIZE = 500;

/** Where a caller stands in its window. */
export interface RateState {
  readonly isAllowed: boolean;
  /** Requests that the caller has left in the window. */
  readonly remaining: number;
  /** How long until the next window can begin, s, from 1. */
  readonly resetSeconds: number;
}

/** Counts a request of a subject and tells where it stands below a limit. */
export type RequestCounter = (subject: string, limit: number) => Promise<RateState>;

/** A window after requests were counted in it. */
interface Window {
  readonly requests: number;
  /** How long it still lasts, s. */
  readonly reset: number;
}

const rateState = (requests: number, limit: number, reset: number): RateState => ({
  isAllowed: requests <= limit,
  remaining: Math.max(0, limit - requests),
  resetSeconds: Math.max(1, Math.ceil(reset)),
});

// In one order, so that processes wait for each other's rows and never in a circle.
const COUNT: Statement = {
  name: 'count-requests',
  text: `
    insert into request_windows as w (subject, started_at, requests)
    select subject, clock_timestamp(), amount
    from unnest($1::text[], $2::integer[]) as asked (subject, amount)
    order by subject
    on conflict (subject) do update set
      requests = case when w.started_at <= clock_timestamp() - $3 * interval '1 second'
        then excluded.requests else w.requests + excluded.requests end,
      started_at = case when w.started_at <= clock_timestamp() - $3 * interval '1 second'
        then clock_timestamp() else w.started_at end
    returning subject, requests,
      extract(epoch from started_at + $3 * interval '1 second' - clock_timestamp())::float8 as reset`,
};

/**
 * Counts some requests of each of some subjects. Windows live in the database: all API processes count together. A window begins
 * with the first request after the last one has ended.
 */
async function countInWindows(
  ask: RunStatement,
  amounts: ReadonlyMap<string, number>,
  windowSeconds: number,
): Promise<Map<string, Window>> {
  const values = [[...amounts.keys()], [...amounts.values()], windowSeconds];
  const rows = await ask<Window & { readonly subject: string }>(COUNT, values);
  return new Map(rows.map((row) => [row.subject, row]));
}

/**
 * Counts a request of somebody.
 * @param subject who is counted: a kind and an id, such as `key:<id>`; each has windows of its own.
 * @param windowSeconds how long a window is.
 */
export async function countRequest(
  db: Database,
  subject: string,
  limit: number,
  windowSeconds: number,
): Promise<RateState> {
  const windows = await countInWindows(statementsOver(db), new Map([[subject, 1]]), windowSeconds);
  const { requests = 1, reset = windowSeconds } = windows.get(subject) ?? {};
  return rateState(requests, limit, reset);
}

/**
 * Counts requests in windows of a minute, those that come at once together: the row of a busy key would else be written, and
 * waited for, once a request.
 */
export function createRequestCounter(ask: RunStatement): RequestCounter {
  const countOne = createBatchLoader(
    { maxBatchSize: MAX_BATCH_SIZE },
    async (subjects: readonly string[]) => {
      const amounts = new Map<string, number>();
      const positions = subjects.map((subject) => {
        const nth = (amounts.get(subject) ?? 0) + 1;
        amounts.set(subject, nth);
        return nth;
      });
      const windows = await countInWindows(ask, amounts, WINDOW_SECONDS);
      return subjects.map((subject, n): Window => {
        const { requests = 0, reset = WINDOW_SECONDS } = windows.get(subject) ?? {};
        return { requests: requests - (amounts.get(subject) ?? 0) + (positions[n] ?? 0), reset };
      });
    },
  );
  return async (subject, limit) => {
    const { requests, reset } = await countOne(subject);
    return rateState(requests, limit, reset);
  };
}

/** Forgets the windows that nobody counts in any more: those that began a day ago. */
export async function deleteOldWindows(db: Database): Promise<void> {
  await db.deleteFrom('request_windows').where(sql<boolean>`started_at < now() - interval '1 day'`).execute();
}
