import { sql } from 'kysely';
import { systemActor } from '../audit/actor.ts';
import { recordingKeys } from '../store/objects/object-store.ts';
import type { Store } from '../store/store.ts';
import { eraseRun } from './erase.ts';

/** How many runs one round takes on, so that it holds nobody up. */
const BATCH_SIZE = 500;

/** How long a run is kept after a request about it was answered, or after it should have been, days. */
const REQUEST_GRACE_DAYS = 30;

/**
 * Whether no request of its candidate keeps a run: while one waits for its answer, recording and result are needed for it,
 * and afterwards the candidate has to be able to read the answer. Requests for erasure keep nothing.
 */
const isNotKeptByRequest = sql<boolean>`not exists (
  select from candidate_requests asked where asked.run_id = runs.id and asked.kind <> 'erasure'
    and asked.outcome is distinct from 'withdrawn'
    and coalesce(answered_at, due_at) > now() - ${REQUEST_GRACE_DAYS} * interval '1 day')`;

/** Erases the recordings whose client keeps audio for less time than they have been finished. Returns how many. */
async function eraseOldAudio({ db, objects }: Store): Promise<number> {
  const rows = await db
    .selectFrom('runs')
    .innerJoin('clients', 'clients.id', 'runs.client_id')
    .select(['runs.id', 'recording_parts'])
    .where('audio_erased_at', 'is', null)
    .where(sql<boolean>`finished_at <= now() - audio_days * interval '1 day'`)
    .where(isNotKeptByRequest)
    .limit(BATCH_SIZE)
    .execute();
  for (const { id, recording_parts: parts } of rows) {
    for (const key of recordingKeys(id, parts)) await objects.delete(key);
    await db
      .updateTable('runs')
      .set({ audio_erased_at: sql`now()`, recording_bytes: 0 })
      .where('id', '=', id)
      .execute();
  }
  return rows.length;
}

/** Erases the runs whose client keeps results for less time than they have been finished. Returns how many. */
async function eraseOldResults(store: Store, maxActiveRuns: number): Promise<number> {
  const rows = await store.db
    .selectFrom('runs')
    .innerJoin('clients', 'clients.id', 'runs.client_id')
    .select(['runs.id', 'client_id'])
    .where(sql<boolean>`finished_at <= now() - result_days * interval '1 day'`)
    .where(isNotKeptByRequest)
    .limit(BATCH_SIZE)
    .execute();
  for (const { id, client_id: tenantId } of rows)
    await eraseRun(store, systemActor(tenantId), id, maxActiveRuns);
  return rows.length;
}

/**
 * Keeps to every client's retention: recordings go a number of days after their run ended, results after another, and later
 * where a request of the candidate is to be answered.
 * @returns how many of each went.
 */
export async function applyRetention(
  store: Store,
  maxActiveRuns: number,
): Promise<{ audio: number; results: number }> {
  const erased = { audio: 0, results: 0 };
  for (;;) {
    const results = await eraseOldResults(store, maxActiveRuns);
    const audio = await eraseOldAudio(store);
    erased.results += results;
    erased.audio += audio;
    if (results < BATCH_SIZE && audio < BATCH_SIZE) return erased;
  }
}
