import { isId } from '../ids.ts';
import { runOfKey } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';

/** How old an object without a run must be before it counts as left behind. */
const ORPHAN_AGE_MS = 60 * 60_000;
/** Objects that are looked up at once. */
const BATCH_SIZE = 500;

/** Removes those of some objects whose run there is not. Returns how many. */
async function removeOrphans({ db, objects }: Store, keys: readonly string[]): Promise<number> {
  const runIds = [...new Set(keys.map(runOfKey))].filter(isId);
  const rows = runIds.length
    ? await db.selectFrom('runs').select('id').where('id', 'in', runIds).execute()
    : [];
  const known = new Set(rows.map(({ id }) => id));
  const orphans = keys.filter((key) => !known.has(runOfKey(key)));
  for (const key of orphans) await objects.delete(key);
  return orphans.length;
}

/** Removes objects that a crash left without a run. Returns how many. */
export async function sweepOrphanedObjects(store: Store): Promise<number> {
  const before = Date.now() - ORPHAN_AGE_MS;
  let removed = 0;
  let batch: string[] = [];
  for await (const { key, changedAt } of store.objects.list()) {
    if (changedAt.getTime() >= before) continue;
    batch.push(key);
    if (batch.length < BATCH_SIZE) continue;
    removed += await removeOrphans(store, batch);
    batch = [];
  }
  return removed + (await removeOrphans(store, batch));
}
