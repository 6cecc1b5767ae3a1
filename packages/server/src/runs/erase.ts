import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { lockAvailableCredits, refundHold } from '../credits/ledger.ts';
import { isId } from '../ids.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { notifyErasure, promoteNext } from './queue.ts';

/** Erases rows of a tenant's runs and refunds those that are not finished. */
async function eraseRows(
  trx: Database,
  tenantId: string,
  runIds: readonly string[],
  maxActiveRuns: number,
): Promise<string[]> {
  if (runIds.length === 0) return [];
  const runs = await trx
    .deleteFrom('runs')
    .where('client_id', '=', tenantId)
    .where('id', 'in', runIds)
    .returning(['id', 'body'])
    .execute();
  for (const run of runs) {
    if (run.body === null) await refundHold(trx, tenantId, run.id);
    await notifyErasure(trx, run.id);
  }
  await promoteNext(trx, tenantId, maxActiveRuns);
  return runs.map((run) => run.id);
}

/** Erases the runs that `find` returns while the tenant's account is locked; their objects go after the commit. */
async function erase(
  store: Store,
  { tenantId }: ActorContext,
  maxActiveRuns: number,
  find: (trx: Database) => Promise<readonly string[]>,
  record: (trx: Database, erased: number) => Promise<void>,
): Promise<number> {
  const runIds = await store.db.transaction().execute(async (trx) => {
    await lockAvailableCredits(trx, tenantId);
    const keys = await eraseRows(trx, tenantId, await find(trx), maxActiveRuns);
    if (keys.length > 0) await record(trx, keys.length);
    return keys;
  });
  // If this is interrupted, the sweep removes the objects of runs that no longer exist.
  for (const runId of runIds) await store.objects.deleteRun(runId);
  return runIds.length;
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
  const find = async () => [runId];
  const erased = await erase(store, by, maxActiveRuns, find, (trx) =>
    recordAuditEntry(trx, { ...by, action: 'run.erase', target: { runId } }),
  );
  return erased > 0;
}

/** Erases every run of one candidate, as {@link eraseRun}. Returns their number. */
export async function eraseCandidate(
  store: Store,
  by: ActorContext,
  externalId: string,
  maxActiveRuns: number,
): Promise<number> {
  const find = async (trx: Database): Promise<string[]> => {
    const rows = await trx
      .selectFrom('runs')
      .select('id')
      .where('client_id', '=', by.tenantId)
      .where('external_id', '=', externalId)
      .execute();
    return rows.map((row) => row.id);
  };
  return erase(store, by, maxActiveRuns, find, (trx, runs) =>
    recordAuditEntry(trx, { ...by, action: 'candidate.erase', details: { runs } }),
  );
}
