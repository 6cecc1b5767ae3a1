import { sql } from 'kysely';
import type { Database } from './database.ts';

/** The time of the database, which all machines of an installation share. */
export interface DatabaseClock {
  now(): Date;
  stop(): void;
}

const ASK_EVERY_MS = 60_000;
/** A smaller difference is no more than answers take, and kept clocks have. */
const TOLERATED_MS = 2000;

/** How far the clock of the database is ahead of this machine's, ms; 0 if they agree. */
async function measureDifference(db: Database): Promise<number> {
  const asked = Date.now();
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
  const [row] = rows;
  const difference = row ? row.at.getTime() - (asked + Date.now()) / 2 : 0;
  return Math.abs(difference) < TOLERATED_MS ? 0 : Math.round(difference);
}

/** Starts to follow the clock of the database: this machine's may be minutes off, and a link or a session made here is used elsewhere. */
export async function startDatabaseClock(db: Database): Promise<DatabaseClock> {
  let aheadMs = await measureDifference(db);
  const timer = setInterval(() => {
    measureDifference(db).then(
      (difference) => {
        aheadMs = difference;
      },
      () => {}, // While it is away the last difference holds.
    );
  }, ASK_EVERY_MS);
  timer.unref();
  return { now: () => new Date(Date.now() + aheadMs), stop: () => clearInterval(timer) };
}
