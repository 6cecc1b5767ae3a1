import type { Store } from '../store/store.ts';

/** How old an upload or a recording without a run must be before it counts as left behind. */
const LEFT_BEHIND_MS = 60 * 60_000;

/** Removes recordings that a crash left without a run. Returns how many. */
export async function sweepRecordings(store: Store): Promise<number> {
  return store.audio.sweep(LEFT_BEHIND_MS, async (keys) => {
    if (keys.length === 0) return new Set();
    const rows = await store.db
      .selectFrom('runs')
      .select('audio_key')
      .where('audio_key', 'in', [...keys])
      .execute();
    return new Set(rows.map((row) => row.audio_key));
  });
}
