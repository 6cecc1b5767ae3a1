import { isId } from '../ids.ts';
import { runOfKey } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';

/** How old an object without a run must be before it counts as left behind. */
const LEFT_BEHIND_MS = 60 * 60_000;
/** Objects that are looked up at once. */
const ROUND = 500;

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
export async function sweepObjects(store: Store): Promise<number> {
  const before = Date.now() - LEFT_BEHIND_MS;
  let removed = 0;
  let round: string[] = [];
  for await (const { key, changedAt } of store.objects.list()) {
    if (changedAt.getTime() >= before) continue;
    round.push(key);
    if (round.length < ROUND) continue;
    removed += await removeOrphans(store, round);
    round = [];
  }
  return removed + (await removeOrphans(store, round));
}
