import { CEFR_LEVELS, type CefrLevel, type RunError, type Statistics } from '@vivavoce/contract';
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

const count = sql<number>`count(*)::integer`;
const dayOf = (column: 'submitted_at' | 'created_at') =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD')`.as('date');
const countOf = (status: 'success' | 'partial' | 'failed') =>
  sql<number>`(count(*) filter (where status = ${status}))::integer`.as(status);

function countRuns(db: Database, tenantId: string, since: Date) {
  return runsSince(db, tenantId, since)
    .select(dayOf('submitted_at'))
    .select([countOf('success'), countOf('partial'), countOf('failed')])
    .select(sql<number>`(count(*) filter (where finished_at is null))::integer`.as('unfinished'))
    .groupBy('date')
    .execute();
}

async function countLevels(db: Database, tenantId: string, since: Date): Promise<Statistics['levels']> {
  const rows = await runsSince(db, tenantId, since)
    .select([sql<CefrLevel>`summary ->> 'cefrLevel'`.as('level'), count.as('runs')])
    .where(sql<boolean>`summary ->> 'cefrLevel' is not null`)
    .groupBy('level')
    .execute();
  const runs = new Map(rows.map((row) => [row.level, row.runs]));
  return CEFR_LEVELS.map((level) => ({ level, runs: runs.get(level) ?? 0 }));
}

function countFailures(db: Database, tenantId: string, since: Date): Promise<Statistics['failures']> {
  return runsSince(db, tenantId, since)
    .select([sql<RunError['code']>`summary -> 'error' ->> 'code'`.as('code'), count.as('runs')])
    .where('status', '=', 'failed')
    .groupBy('code')
    .orderBy('runs', 'desc')
    .execute();
}

async function measureTimes(
  db: Database,
  tenantId: string,
  since: Date,
): Promise<Statistics['timeToResultMs']> {
  const row = await runsSince(db, tenantId, since)
    .select(
      sql<[number, number] | null>`percentile_cont(array[0.5, 0.9]) within group (
        order by extract(epoch from finished_at - submitted_at)::float8 * 1000)`.as('times'),
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
    .select(dayOf('created_at'))
    .select([
      sql<number>`coalesce(-sum(amount) filter (where type = 'charge'), 0)::integer`.as('charged'),
      sql<number>`coalesce(sum(amount) filter (where type = 'grant'), 0)::integer`.as('granted'),
    ])
    .where('client_id', '=', tenantId)
    .where('created_at', '>=', since)
    .groupBy('date')
    .execute();
}

/**
 * What a client's runs were like over some days, today included, by five queries that each read an index of the client's.
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
  const [runs, levels, timeToResultMs, failures, credits] = await Promise.all([
    countRuns(db, tenantId, since),
    countLevels(db, tenantId, since),
    measureTimes(db, tenantId, since),
    countFailures(db, tenantId, since),
    sumCredits(db, tenantId, since),
  ]);
  return {
    from,
    to,
    runsPerDay: everyDay(dates, runs, { success: 0, partial: 0, failed: 0, unfinished: 0 }),
    levels,
    timeToResultMs,
    failures,
    creditsPerDay: everyDay(dates, credits, { charged: 0, granted: 0 }),
  };
}
