import type { Acting } from '../audit/actor.ts';
import { recordAct } from '../audit/record.ts';
import { lockAvailable, settleHold } from '../credits/ledger.ts';
import { isId } from '../ids.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { promoteNext } from './finish.ts';
import { announceErasure } from './queue.ts';

/** Erases rows of a client's runs, releasing the holds of those that are not finished. */
async function eraseRows(
  trx: Database,
  clientId: string,
  runIds: readonly string[],
  maxActiveRuns: number,
): Promise<string[]> {
  if (runIds.length === 0) return [];
  const runs = await trx
    .deleteFrom('runs')
    .where('client_id', '=', clientId)
    .where('id', 'in', runIds)
    .returning(['id', 'body'])
    .execute();
  for (const run of runs) {
    if (run.body === null) await settleHold(trx, clientId, run.id, 0);
    await announceErasure(trx, run.id);
  }
  await promoteNext(trx, clientId, maxActiveRuns);
  return runs.map((run) => run.id);
}

/** Erases the runs that `find` finds while nothing else of the client can move; their objects after the commit. */
async function erase(
  store: Store,
  { clientId }: Acting,
  maxActiveRuns: number,
  find: (trx: Database) => Promise<readonly string[]>,
  record: (trx: Database, erased: number) => Promise<void>,
): Promise<number> {
  const runIds = await store.db.transaction().execute(async (trx) => {
    await lockAvailable(trx, clientId);
    const keys = await eraseRows(trx, clientId, await find(trx), maxActiveRuns);
    if (keys.length > 0) await record(trx, keys.length);
    return keys;
  });
  // If this breaks off, the sweep removes the objects of runs that there are not.
  for (const runId of runIds) await store.objects.deleteRun(runId);
  return runIds.length;
}

/**
 * Erases a run for good: recording, transcript, result. A waiting run leaves the queue, a run at work is stopped; their
 * holds are released. What is left are the ledger's entries, which say nothing about a person.
 * @returns false if the client has no such run.
 */
export async function eraseRun(
  store: Store,
  by: Acting,
  runId: string,
  maxActiveRuns: number,
): Promise<boolean> {
  if (!isId(runId)) return false;
  const find = async () => [runId];
  const erased = await erase(store, by, maxActiveRuns, find, (trx) =>
    recordAct(trx, { ...by, action: 'run.erase', target: { runId } }),
  );
  return erased > 0;
}

/** Erases every run of one candidate, as {@link eraseRun}. Returns how many there were. */
export async function eraseCandidate(
  store: Store,
  by: Acting,
  externalId: string,
  maxActiveRuns: number,
): Promise<number> {
  const find = async (trx: Database): Promise<string[]> => {
    const rows = await trx
      .selectFrom('runs')
      .select('id')
      .where('client_id', '=', by.clientId)
      .where('external_id', '=', externalId)
      .execute();
    return rows.map((row) => row.id);
  };
  return erase(store, by, maxActiveRuns, find, (trx, runs) =>
    recordAct(trx, { ...by, action: 'candidate.erase', details: { runs } }),
  );
}
