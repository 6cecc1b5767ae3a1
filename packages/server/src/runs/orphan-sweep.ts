import { isId } from '../ids.ts';
import { runOfKey } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';

/** How old an object without a run must be before it counts as left behind: a submit stores it before its run is admitted. */
const ORPHAN_AGE_MS = 60 * 60_000;
/** How long an object stays after it was first found without its run: time to notice a database restored too far back. */
const QUARANTINE_MS = 7 * 24 * 60 * 60_000;
/** A sweep that would remove more than so many objects, and more than this share of all, removes none. */
const MAX_REMOVED = 10;
const MAX_REMOVED_SHARE = 0.02;
/** Objects that are looked up at once. */
const BATCH_SIZE = 500;

/** What a sweep found. */
export interface OrphanSweep {
  /** Objects whose run is not in the database, those that were removed included. */
  readonly orphans: number;
  readonly removed: number;
  /** Objects that were due but are so many that something must be wrong; they stay. */
  readonly refused: number;
}

/**
 * Removes what crashes left: unfinished uploads after an hour, objects without a run once they have been known as such for a week.
 * Many at once are more likely a database that is not the right one, and stay until an operator removes them.
 * @param mayRemoveMany removes them however many they are.
 * @param now for the age of objects.
 */
export async function sweepOrphanedObjects(
  store: Store,
  mayRemoveMany = false,
  now: Date = new Date(),
): Promise<OrphanSweep> {
  const { all, orphans } = await recordOrphans(store, now);
  const { db, objects } = store;
  await db.deleteFrom('orphaned_objects').where('seen_at', '<', now).execute();
  const due = await db
    .selectFrom('orphaned_objects')
    .select('key')
    .where('found_at', '<=', new Date(now.getTime() - QUARANTINE_MS))
    .execute();
  if (!mayRemoveMany && due.length > Math.max(MAX_REMOVED, MAX_REMOVED_SHARE * all)) {
    return { orphans, removed: 0, refused: due.length };
  }
  for (const { key } of due) {
    await objects.delete(key);
    await db.deleteFrom('orphaned_objects').where('key', '=', key).execute();
  }
  return { orphans, removed: due.length, refused: 0 };
}

/** Goes through all objects, notes those without a run, and removes uploads that broke off. */
async function recordOrphans(store: Store, now: Date): Promise<{ all: number; orphans: number }> {
  const before = now.getTime() - ORPHAN_AGE_MS;
  const count = { all: 0, orphans: 0 };
  let batch: string[] = [];
  const record = async (): Promise<void> => {
    count.orphans += await recordBatch(store, batch, now);
    batch = [];
  };
  for await (const { key, changedAt } of store.objects.list()) {
    count.all += 1;
    if (changedAt.getTime() >= before) continue;
    // What has no run's name was never complete.
    if (isId(runOfKey(key))) batch.push(key);
    else await store.objects.delete(key);
    if (batch.length === BATCH_SIZE) await record();
  }
  await record();
  return count;
}

async function recordBatch({ db }: Store, keys: readonly string[], now: Date): Promise<number> {
  const runIds = [...new Set(keys.map(runOfKey))];
  if (runIds.length === 0) return 0;
  const rows = await db.selectFrom('runs').select('id').where('id', 'in', runIds).execute();
  const known = new Set(rows.map(({ id }) => id));
  const orphans = keys.filter((key) => !known.has(runOfKey(key)));
  if (orphans.length > 0) {
    await db
      .insertInto('orphaned_objects')
      .values(orphans.map((key) => ({ key, found_at: now, seen_at: now })))
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ seen_at: now }))
      .execute();
  }
  return orphans.length;
}
