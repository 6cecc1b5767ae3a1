import type { SpeakerNames } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { ServiceError } from '../service-error.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';
import { requireRunResult, resultOf } from './revise.ts';

/**
 * Gives names to the speakers of a run, in place of all that it had.
 * @returns null if the client has no such run.
 * @throws ServiceError if it has no result, UNKNOWN_SPEAKER, RUN_CHANGED.
 */
export async function nameSpeakers(
  store: Store,
  by: ActorContext,
  runId: string,
  { names }: SpeakerNames,
): Promise<SpeakerNames | null> {
  const found = await findRun(store.db, by.tenantId, runId);
  if (!found) return null;
  const run = requireRunResult(found);
  const { speakers, candidateSpeaker } = resultOf(store, run.id, run.body).transcript;
  const unknown = Object.keys(names).find((name) => !speakers.some(({ speaker }) => speaker === name));
  if (unknown !== undefined) throw new ServiceError('UNKNOWN_SPEAKER', `The recording has no ${unknown}`);
  return store.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('runs')
      .set({ speaker_names: JSON.stringify(names), scored_speaker_name: names[candidateSpeaker] ?? null })
      .where('id', '=', runId)
      .where('client_id', '=', by.tenantId)
      .where('revision', '=', run.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      throw new ServiceError(
        'RUN_CHANGED',
        'The run was changed by another request at the same time: try again',
      );
    }
    const details = { names: Object.keys(names).length };
    await recordAuditEntry(trx, { ...by, action: 'run.name', target: { runId }, details });
    return { names };
  });
}
