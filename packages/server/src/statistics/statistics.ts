import {
  CEFR_LEVELS,
  type CefrLevel,
  type RunError,
  type RunStatus,
  type Statistics,
} from '@vivavoce/contract';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

const DAY_MS = 24 * 60 * 60_000;

/** The days of a time in UTC, the last one being today, oldest first. */
function daysUntil(now: Date, days: number): string[] {
  return Array.from({ length: days }, (_, n) =>
    new Date(now.getTime() - (days - 1 - n) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** A row for each day: the one that there is, or one of zeros. */
function everyDay<Row extends { readonly date: string }>(
  days: readonly string[],
  rows: readonly Row[],
  zeros: Omit<Row, 'date'>,
): Row[] {
  const found = new Map(rows.map((row) => [row.date, row]));
  return days.map((date) => found.get(date) ?? ({ date, ...zeros } as Row));
}

/** A client's runs that were submitted at some time or later. */
const runsSince = (db: Database, tenantId: string, since: Date) =>
  db.selectFrom('runs').where('client_id', '=', tenantId).where('submitted_at', '>=', since);

/** The beginning of a time's day in UTC, which is found by arithmetic: looking a time zone up for each row takes a third longer. */
const dayOf = (column: 'submitted_at' | 'created_at') =>
  sql`date_bin('1 day', ${sql.ref(column)}, '2000-01-01T00:00Z')`;

/** A day's name, YYYY-MM-DD. */
const dateOf = (column: 'submitted_at' | 'created_at') =>
  sql<string>`(${dayOf(column)} at time zone 'UTC')::date::text`;

/** Runs of one day that ended alike. */
interface RunCount {
  readonly date: string;
  readonly status: RunStatus;
  readonly level: CefrLevel | null;
  readonly code: RunError['code'] | null;
  readonly runs: number;
}

/** The runs counted once, by everything that the figures ask. */
const countRuns = (db: Database, tenantId: string, since: Date): Promise<RunCount[]> =>
  runsSince(db, tenantId, since)
    .select([dateOf('submitted_at').as('date'), 'status'])
    .select(['cefr_level as level', 'error_code as code'])
    .select(sql<number>`count(*)::integer`.as('runs'))
    .groupBy([dayOf('submitted_at'), 'status', 'level', 'code'])
    .execute();

const sumOf = (counts: readonly RunCount[]): number => counts.reduce((sum, { runs }) => sum + runs, 0);

function runsPerDay(counts: readonly RunCount[], dates: readonly string[]): Statistics['runsPerDay'] {
  const byDay = Map.groupBy(counts, ({ date }) => date);
  return dates.map((date) => {
    const ofDay = byDay.get(date) ?? [];
    const of = (...statuses: readonly RunStatus[]) =>
      sumOf(ofDay.filter(({ status }) => statuses.includes(status)));
    return {
      date,
      success: of('success'),
      partial: of('partial'),
      failed: of('failed'),
      unfinished: of('queued', 'processing'),
    };
  });
}

function levelsOf(counts: readonly RunCount[]): Statistics['levels'] {
  const byLevel = Map.groupBy(counts, ({ level }) => level);
  return CEFR_LEVELS.map((level) => ({ level, runs: sumOf(byLevel.get(level) ?? []) }));
}

/** Why runs failed, the most frequent reason first. */
function failuresOf(counts: readonly RunCount[]): Statistics['failures'] {
  const failed = Map.groupBy(
    counts.filter(({ status }) => status === 'failed'),
    ({ code }) => code,
  );
  return [...failed]
    .flatMap(([code, same]) => (code === null ? [] : [{ code, runs: sumOf(same) }]))
    .sort((a, b) => b.runs - a.runs);
}

async function measureTimes(
  db: Database,
  tenantId: string,
  since: Date,
): Promise<Statistics['timeToResultMs']> {
  const row = await runsSince(db, tenantId, since)
    .select(
      sql<[number, number] | null>`percentile_cont(array[0.5, 0.9]) within group (
        order by date_part('epoch', finished_at - submitted_at) * 1000)`.as('times'),
    )
    .where('finished_at', 'is not', null)
    .executeTakeFirst();
  if (!row?.times) return null;
  const [median, p90] = row.times;
  return { median: Math.round(median), p90: Math.round(p90) };
}

function sumCredits(db: Database, tenantId: string, since: Date) {
  return db
    .selectFrom('ledger_entries')
    .select(dateOf('created_at').as('date'))
    .select([
      sql<number>`coalesce(-sum(amount) filter (where type = 'charge'), 0)::integer`.as('charged'),
      sql<number>`coalesce(sum(amount) filter (where type = 'grant'), 0)::integer`.as('granted'),
    ])
    .where('client_id', '=', tenantId)
    .where('created_at', '>=', since)
    .groupBy(dayOf('created_at'))
    .execute();
}

/**
 * What a client's runs were like over some days, today included, by three queries that each read an index of the client's.
 * @param days 1 or more.
 */
export async function readStatistics(
  db: Database,
  tenantId: string,
  days: number,
  now = new Date(),
): Promise<Statistics> {
  const dates = daysUntil(now, days);
  const [from = '', to = ''] = [dates[0], dates.at(-1)];
  const since = new Date(from);
  const [counts, timeToResultMs, credits] = await Promise.all([
    countRuns(db, tenantId, since),
    measureTimes(db, tenantId, since),
    sumCredits(db, tenantId, since),
  ]);
  return {
    from,
    to,
    runsPerDay: runsPerDay(counts, dates),
    levels: levelsOf(counts),
    timeToResultMs,
    failures: failuresOf(counts),
    creditsPerDay: everyDay(dates, credits, { charged: 0, granted: 0 }),
  };
}
