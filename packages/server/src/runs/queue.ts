import type { ReportLanguage, Stage } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** The channel on which workers hear of runs to work on. */
export const WORK_CHANNEL = 'vivavoce_work';
/** The channel on which workers hear of runs that are erased; the payload is the run's id. */
export const ERASURE_CHANNEL = 'vivavoce_erasure';
/** The channel on which every change of a run is told; the payload is its id. */
export const CHANGE_CHANNEL = 'vivavoce_change';

/** A run that a worker has on lease. Worker and attempt together fence off whoever lost it. */
export interface Claim {
  readonly runId: string;
  readonly tenantId: string;
  readonly worker: string;
  /** From 1; above the allowed number when every try was lost with its worker. */
  readonly attempt: number;
  /** Length of the recording, ms. */
  readonly durationMs: number;
  readonly language: string;
  readonly expectedSpeakers: number | null;
  readonly accommodation: boolean;
  readonly reportLanguage: ReportLanguage;
  /** How much accent counts in the overall score, 0 to 1: what the run's project has set by now. */
  readonly accentWeight: number;
}

/** Tells the workers, at the commit of the transaction, that there is work. */
export async function notifyWork(trx: Database): Promise<void> {
  await sql`select pg_notify(${WORK_CHANNEL}, '')`.execute(trx);
}

/** Tells the workers, at the commit of the transaction, that a run is no more. */
export async function notifyErasure(trx: Database, runId: string): Promise<void> {
  await sql`select pg_notify(${ERASURE_CHANNEL}, ${runId})`.execute(trx);
  await notifyChange(trx, runId);
}

/** Tells those who watch a run, at the commit of the transaction, that it has changed. */
export async function notifyChange(trx: Database, runId: string): Promise<void> {
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${runId})`.execute(trx);
}

const leaseEnd = (leaseMs: number) => sql<Date>`now() + ${leaseMs} * interval '1 millisecond'`;

/**
 * Takes the next run that nobody works on: fair between clients, then first in, first out.
 * The first is the client with the fewest runs on lease, so that a large one cannot fill all workers; of several the one that
 * was served longest ago, so that none waits for all runs of another where there are few workers.
 * @returns null when there is nothing to do.
 */
export async function claimRun(db: Database, worker: string, leaseMs: number): Promise<Claim | null> {
  const row = await db
    .updateTable('runs')
    .set({
      worker,
      attempt: sql`attempt + 1`,
      lease_until: leaseEnd(leaseMs),
      started_at: sql`coalesce(started_at, now())`,
      stage: null,
      percent: null,
    })
    .where('id', '=', (query) =>
      query
        .selectFrom('runs as waiting')
        .select('waiting.id')
        .where('waiting.status', '=', 'processing')
        .where(sql<boolean>`(waiting.lease_until is null or waiting.lease_until < now())`)
        .orderBy(
          sql`(select count(*) from runs busy where busy.client_id = waiting.client_id
            and busy.status = 'processing' and busy.lease_until >= now())`,
        )
        .orderBy(
          sql`(select max(served.started_at) from runs served where served.client_id = waiting.client_id)`,
          (order) => order.asc().nullsFirst(),
        )
        .orderBy('waiting.seq')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning([
      'id',
      'client_id',
      'attempt',
      'duration_ms',
      'language',
      'expected_speakers',
      'accommodation',
      'report_language',
    ])
    .returning((query) =>
      query
        .selectFrom('projects')
        .select('accent_weight')
        .whereRef('projects.id', '=', 'runs.project_id')
        .as('accent_weight'),
    )
    .executeTakeFirst();
  if (!row) return null;
  return {
    runId: row.id,
    tenantId: row.client_id,
    worker,
    attempt: row.attempt,
    durationMs: row.duration_ms,
    language: row.language,
    expectedSpeakers: row.expected_speakers,
    accommodation: row.accommodation,
    reportLanguage: row.report_language,
    accentWeight: row.accent_weight ?? 1,
  };
}

/** An update of a run that happens only while the claim holds. */
function whileClaimed(db: Database, claim: Claim) {
  return db
    .updateTable('runs')
    .where('id', '=', claim.runId)
    .where('worker', '=', claim.worker)
    .where('attempt', '=', claim.attempt)
    .where('status', '=', 'processing');
}

/** Keeps a run on lease; false if the claim is lost. */
export async function renewLease(db: Database, claim: Claim, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await whileClaimed(db, claim)
    .set({ lease_until: leaseEnd(leaseMs) })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stores how far a run is and tells listeners; nothing happens if the claim is lost. */
export async function saveProgress(db: Database, claim: Claim, stage: Stage, percent: number): Promise<void> {
  await whileClaimed(db, claim)
    .set({ stage, percent })
    .returning(sql`pg_notify(${CHANGE_CHANNEL}, id::text)`.as('told'))
    .execute();
}

/**
 * Gives a run back for another worker to take at once; nothing happens if the claim is lost.
 * @param countsAsAttempt whether this was a try that failed, or none at all.
 */
export async function releaseClaim(db: Database, claim: Claim, countsAsAttempt: boolean): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await whileClaimed(trx, claim)
      .set({ worker: null, lease_until: null, ...(countsAsAttempt ? {} : { attempt: claim.attempt - 1 }) })
      .execute();
    await notifyWork(trx);
  });
}
