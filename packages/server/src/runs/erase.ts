import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { lockAvailableCredits, refundHold } from '../credits/ledger.ts';
import { isId } from '../ids.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { notifyErasure, promoteNext } from './queue.ts';

/** Runs that are erased in one transaction, which keeps their tenant's account locked. */
const BATCH_SIZE = 1000;
/** Objects that are removed at once. */
const REMOVALS_AT_ONCE = 16;

/** Which of a tenant's runs are erased. */
type RunsToErase = { readonly id: string } | { readonly externalId: string };

/** Erases rows of a tenant's runs, a batch of them, and refunds those that are not finished. */
async function eraseRows(
  trx: Database,
  tenantId: string,
  runs: RunsToErase,
  maxActiveRuns: number,
): Promise<string[]> {
  const erased = await trx
    .deleteFrom('runs')
    .where('id', 'in', (query) =>
      query
        .selectFrom('runs as chosen')
        .select('chosen.id')
        .where('chosen.client_id', '=', tenantId)
        .$call((chosen) =>
          'id' in runs
            ? chosen.where('chosen.id', '=', runs.id)
            : chosen.where('chosen.external_id', '=', runs.externalId),
        )
        .limit(BATCH_SIZE),
    )
    .returning(['id', sql<boolean>`body is null`.as('isUnfinished')])
    .execute();
  const unfinished = erased.filter(({ isUnfinished }) => isUnfinished);
  for (const { id } of unfinished) {
    await refundHold(trx, tenantId, id);
    await notifyErasure(trx, id);
  }
  if (unfinished.length > 0) await promoteNext(trx, tenantId, maxActiveRuns);
  const runIds = erased.map(({ id }) => id);
  await closeRequests(trx, runIds);
  return runIds;
}

/** Closes what candidates asked for about runs that are no more, and removes the texts. */
async function closeRequests(trx: Database, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  await trx
    .updateTable('candidate_requests')
    .set({
      message: null,
      answer: null,
      outcome: sql`coalesce(outcome, case kind when 'erasure' then 'granted' else 'erased' end)`,
      closed_at: sql`coalesce(closed_at, now())`,
    })
    .where('run_id', 'in', runIds)
    .execute();
}

/** Removes the objects of runs that are no more; what an interruption leaves, the sweep removes. */
async function deleteObjects({ objects }: Store, runIds: readonly string[]): Promise<void> {
  const waiting = runIds.values();
  const remove = async (): Promise<void> => {
    for (const runId of waiting) await objects.deleteRun(runId);
  };
  await Promise.all(Array.from({ length: REMOVALS_AT_ONCE }, remove));
}

/** Erases runs batch by batch, each while the tenant's account is locked; their objects go after its commit. */
async function erase(
  store: Store,
  { tenantId }: ActorContext,
  maxActiveRuns: number,
  runs: RunsToErase,
  record: (trx: Database, erased: number) => Promise<void>,
): Promise<number> {
  let total = 0;
  for (;;) {
    const runIds = await store.db.transaction().execute(async (trx) => {
      await lockAvailableCredits(trx, tenantId);
      const erased = await eraseRows(trx, tenantId, runs, maxActiveRuns);
      if (erased.length > 0) await record(trx, erased.length);
      return erased;
    });
    await deleteObjects(store, runIds);
    total += runIds.length;
    if (runIds.length < BATCH_SIZE) return total;
  }
}

/**
 * Erases a run for good: recording, transcript, result. A queued run leaves the queue, a run that is being processed is
 * stopped; both are refunded. Only the ledger's entries remain, which say nothing about a person.
 * @returns false if the tenant has no such run.
 */
export async function eraseRun(
  store: Store,
  by: ActorContext,
  runId: string,
  maxActiveRuns: number,
): Promise<boolean> {
  if (!isId(runId)) return false;
  const erased = await erase(store, by, maxActiveRuns, { id: runId }, (trx) =>
    recordAuditEntry(trx, { ...by, action: 'run.erase', target: { runId } }),
  );
  return erased > 0;
}

/**
 * Erases every run of one candidate, as {@link eraseRun}: a thousand at a time, so that nothing else of the tenant has to
 * wait for all of them; each batch has its entry in the audit log. Returns their number.
 */
export async function eraseCandidate(
  store: Store,
  by: ActorContext,
  externalId: string,
  maxActiveRuns: number,
): Promise<number> {
  return erase(store, by, maxActiveRuns, { externalId }, (trx, runs) =>
    recordAuditEntry(trx, { ...by, action: 'candidate.erase', details: { runs } }),
  );
}
