/**
 * The queue of runs, from admission to the end of a run, in the order that a run goes through it:
 *
 * 1. Admission: a new run is `processing` if its tenant is below its cap and nothing of the tenant waits, else `queued`.
 * 2. Claim: a worker leases the next run that is `processing` and that no other worker has on lease.
 * 3. Work: the worker renews the lease and reports progress. Every write is fenced by worker and attempt: a worker whose
 *    lease expired changes nothing any more.
 * 4. End: the run leaves the queue, or goes back into it for another worker.
 * 5. Promotion: the tenant's oldest queued runs take the free places.
 *
 * Admission, end and promotion need the lock on the tenant's credit account (`lockAvailableCredits`): it makes them follow
 * each other, tenant by tenant. Charges, results, audit entries and idempotency keys belong to the callers.
 */
import type { AnalysisRequest, RunStatus, Stage } from '@vivavoce/contract';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Tables } from '../store/database.ts';
import { storedCalibration } from '../tenants/calibration.ts';
import { type AdmittedRun, type Run, storedRequest } from './run.ts';

/** Channel for workers: there may be a run to claim. */
export const WORK_CHANNEL = 'vivavoce_work';
/** Channel for workers: a run was erased. The payload is its id. */
export const ERASURE_CHANNEL = 'vivavoce_erasure';
/** Channel for those who watch runs: a run changed, but for its percent. The payload is its id. */
export const CHANGE_CHANNEL = 'vivavoce_change';

/** Wakes the workers when the transaction commits. */
async function notifyWork(trx: Database): Promise<void> {
  await sql`select pg_notify(${WORK_CHANNEL}, '')`.execute(trx);
}

/** Notifies those who watch a run when the transaction commits. */
export async function notifyChange(trx: Database, runId: string): Promise<void> {
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${runId})`.execute(trx);
}

/** Notifies workers and watchers, when the transaction commits, that a run was erased. */
export async function notifyErasure(trx: Database, runId: string): Promise<void> {
  await sql`select pg_notify(${ERASURE_CHANNEL}, ${runId})`.execute(trx);
  await notifyChange(trx, runId);
}

// ---- Admission and cap ----

/** Number of a tenant's runs in each state of the queue. */
export interface ActiveRuns {
  readonly processing: number;
  readonly queued: number;
}

/** Counts the runs of a tenant that are being processed and that are queued. */
export async function countActiveRuns(db: Database, tenantId: string): Promise<ActiveRuns> {
  return db
    .selectFrom('runs')
    .select([
      sql<number>`(count(*) filter (where status = 'processing'))::integer`.as('processing'),
      sql<number>`(count(*) filter (where status = 'queued'))::integer`.as('queued'),
    ])
    .where('client_id', '=', tenantId)
    .where('status', 'in', ['queued', 'processing'])
    .executeTakeFirstOrThrow();
}

/** How many runs of a tenant may be processing at once: the tenant's own cap, or the server's. */
async function activeRunLimit(db: Database, tenantId: string, maxActiveRuns: number): Promise<number> {
  const tenant = await db
    .selectFrom('clients')
    .select('max_active_runs')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return tenant.max_active_runs ?? maxActiveRuns;
}

/** A run's position among its tenant's queued runs, from 1. */
export async function queuePosition(db: Database, tenantId: string, seq: string): Promise<number> {
  const { position } = await db
    .selectFrom('runs')
    .select(sql<number>`count(*)::integer`.as('position'))
    .where('client_id', '=', tenantId)
    .where('status', '=', 'queued')
    .where('seq', '<=', seq)
    .executeTakeFirstOrThrow();
  return Math.max(1, position);
}

/**
 * Adds a run to the queue. The tenant's account has to be locked.
 * @param maxActiveRuns the server's cap on the runs of a tenant that are processing at once.
 */
export async function enqueueRun(
  trx: Database,
  newRun: Omit<Insertable<Tables['runs']>, 'status' | 'ready_at'>,
  maxActiveRuns: number,
): Promise<Omit<AdmittedRun, 'isReplay'>> {
  const { processing, queued } = await countActiveRuns(trx, newRun.client_id);
  const limit = await activeRunLimit(trx, newRun.client_id, maxActiveRuns);
  const startsAtOnce = processing < limit && queued === 0;
  const run = await trx
    .insertInto('runs')
    .values({
      ...newRun,
      status: startsAtOnce ? 'processing' : 'queued',
      ready_at: startsAtOnce ? sql`now()` : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (startsAtOnce) await notifyWork(trx);
  return {
    run,
    queuePosition: startsAtOnce ? null : queued + 1,
    activeRequests: processing + (startsAtOnce ? 1 : 0),
  };
}

// ---- Claim: fairness and lease ----

/** A run that a worker has on lease. Worker and attempt together are the fencing token. */
export interface Claim {
  readonly runId: string;
  readonly tenantId: string;
  readonly worker: string;
  /** From 1; above the configured maximum if the worker of every attempt died. */
  readonly attempt: number;
  /** Length of the recording, ms. */
  readonly durationMs: number;
  /** In how many files the recording came. */
  readonly recordingParts: number;
  /** With the accent weight that the run's project has at the time of the claim. */
  readonly request: AnalysisRequest;
}

const leaseEnd = (leaseMs: number) => sql<Date>`now() + ${leaseMs} * interval '1 millisecond'`;

/**
 * Ids of runs that can be claimed, next one first: fair between tenants, then first in, first out. The tenant with the
 * fewest runs on lease comes first, so that a large one cannot occupy all workers; among several, the one that was served
 * longest ago, so that with few workers none waits for all runs of another.
 */
const nextInTurn = sql`
  select waiting.id from runs waiting
  where waiting.status = 'processing' and (waiting.lease_until is null or waiting.lease_until < now())
  order by
    (select count(*) from runs busy
      where busy.client_id = waiting.client_id and busy.status = 'processing' and busy.lease_until >= now()),
    (select max(served.started_at) from runs served where served.client_id = waiting.client_id) asc nulls first,
    waiting.seq
  limit 1 for update skip locked`;

/**
 * Leases the next run to a worker.
 * @param leaseMs after which another worker may claim the run, unless the lease is renewed.
 * @returns null if there is none to claim.
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
    .where('id', '=', sql<string>`(${nextInTurn})`)
    .returning(['id', 'client_id', 'attempt', 'duration_ms', 'recording_parts', 'request'])
    .returning((query) =>
      query
        .selectFrom('projects')
        .select('accent_weight')
        .whereRef('projects.id', '=', 'runs.project_id')
        .as('accent_weight'),
    )
    .returning((query) =>
      query
        .selectFrom('clients')
        .select('calibration')
        .whereRef('clients.id', '=', 'runs.client_id')
        .as('calibration'),
    )
    .executeTakeFirst();
  if (!row) return null;
  return {
    runId: row.id,
    tenantId: row.client_id,
    worker,
    attempt: row.attempt,
    durationMs: row.duration_ms,
    recordingParts: row.recording_parts,
    request: {
      ...storedRequest(row),
      accentWeight: row.accent_weight ?? 1,
      calibration: storedCalibration(row) ?? undefined,
    },
  };
}

// ---- Work: fenced writes of the worker that has the claim ----

/** An update of a run that takes effect only while the claim holds. */
function updateClaimed(db: Database, claim: Claim) {
  return db
    .updateTable('runs')
    .where('id', '=', claim.runId)
    .where('worker', '=', claim.worker)
    .where('attempt', '=', claim.attempt)
    .where('status', '=', 'processing');
}

/** Renews the lease of a run; false if the claim was lost. */
export async function renewLease(db: Database, claim: Claim, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await updateClaimed(db, claim)
    .set({ lease_until: leaseEnd(leaseMs) })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** How far the work on a run is. */
export interface RunProgress {
  readonly stage: Stage;
  /** 0 to 100. */
  readonly percent: number;
  /** Whether the run has just come to this stage. */
  readonly isNewStage: boolean;
}

/**
 * Stores the progress of a run; does nothing if the claim was lost. Watchers are notified of stages alone: PostgreSQL (until 18) wakes every
 * listening connection of the database for each notification, so that those of every percent would grow with the square of the workers.
 */
export async function saveProgress(
  db: Database,
  claim: Claim,
  { stage, percent, isNewStage }: RunProgress,
): Promise<void> {
  await updateClaimed(db, claim)
    .set({ stage, percent })
    .$if(isNewStage, (query) => query.returning(sql`pg_notify(${CHANGE_CHANNEL}, id::text)`.as('notified')))
    .execute();
}

// ---- End of a claim or a run ----

/**
 * Returns a run to the queue, where another worker can claim it at once; does nothing if the claim was lost.
 * @param countsAsAttempt whether the attempt failed, or never really began.
 */
export async function releaseClaim(db: Database, claim: Claim, countsAsAttempt: boolean): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await updateClaimed(trx, claim)
      .set({
        worker: null,
        lease_until: null,
        ready_at: sql`now()`,
        ...(countsAsAttempt ? {} : { attempt: claim.attempt - 1 }),
      })
      .execute();
    await notifyWork(trx);
  });
}

/** Returns every leased run to the queue, as where no worker lives any more. The attempts that they were in do not count. */
export async function releaseAllClaims(trx: Database): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ worker: null, lease_until: null, ready_at: sql`now()`, attempt: sql`greatest(attempt - 1, 0)` })
    .where('status', '=', 'processing')
    .where('lease_until', 'is not', null)
    .execute();
}

/** A run that its worker is about to end, locked until the transaction ends. */
export type ClaimedRun = Run & {
  /** Time since the first attempt began, ms. */
  readonly took_ms: number;
};

/** Locks the run of a claim; null if the claim was lost. The tenant's account has to be locked first. */
export async function lockClaimedRun(trx: Database, claim: Claim): Promise<ClaimedRun | null> {
  const run = await trx
    .selectFrom('runs')
    .selectAll()
    .select(
      sql<number>`round(extract(epoch from clock_timestamp() - started_at) * 1000)::integer`.as('took_ms'),
    )
    .where('id', '=', claim.runId)
    .where('worker', '=', claim.worker)
    .where('attempt', '=', claim.attempt)
    .where('status', '=', 'processing')
    .forUpdate()
    .executeTakeFirst();
  return run ?? null;
}

/** What a run keeps when it ends. */
export type RunEnd = Pick<Updateable<Tables['runs']>, 'body' | 'summary' | 'hearing'> & {
  readonly status: Exclude<RunStatus, 'queued' | 'processing'>;
};

/** Takes a locked run out of the queue with what it ended with, and notifies its watchers. */
export async function endRun(trx: Database, runId: string, end: RunEnd): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ ...end, finished_at: sql`now()`, worker: null, lease_until: null })
    .where('id', '=', runId)
    .execute();
  await notifyChange(trx, runId);
}

// ---- Promotion ----

/**
 * Starts a tenant's oldest queued runs as far as its cap allows. The tenant's account has to be locked.
 * @param maxActiveRuns as in {@link enqueueRun}.
 */
export async function promoteNext(trx: Database, tenantId: string, maxActiveRuns: number): Promise<void> {
  const { processing } = await countActiveRuns(trx, tenantId);
  const free = (await activeRunLimit(trx, tenantId, maxActiveRuns)) - processing;
  if (free <= 0) return;
  const promoted = await trx
    .updateTable('runs')
    .set({ status: 'processing', ready_at: sql`now()` })
    .where('id', 'in', (query) =>
      query
        .selectFrom('runs as waiting')
        .select('waiting.id')
        .where('waiting.client_id', '=', tenantId)
        .where('waiting.status', '=', 'queued')
        .orderBy('waiting.seq')
        .limit(free),
    )
    .returning('id')
    .execute();
  for (const { id } of promoted) await notifyChange(trx, id);
  if (promoted.length > 0) await notifyWork(trx);
}
