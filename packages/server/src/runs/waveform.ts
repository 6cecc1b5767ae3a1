import { PART_GAP_MS, WAVEFORM_PEAKS_PER_SECOND, type Waveform } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import type { TextCipher } from '../store/text-cipher.ts';
import type { Run } from './run.ts';

/** Stores the peaks of a run's recording, which tell when somebody speaks; they go with the run. */
export async function saveWaveform(
  trx: Database,
  texts: TextCipher,
  runId: string,
  peakBytes: Uint8Array,
): Promise<void> {
  const peaks = texts.encrypt(runId, Buffer.from(peakBytes).toString('base64'));
  await trx
    .insertInto('run_waveforms')
    .values({ run_id: runId, peaks })
    .onConflict((conflict) => conflict.column('run_id').doUpdateSet({ peaks }))
    .execute();
}

/** The waveform of a run's recording; null if it was never drawn: the run failed, or is older than waveforms. */
export async function readWaveform(
  { db, texts }: Pick<Store, 'db' | 'texts'>,
  run: Run,
): Promise<Waveform | null> {
  const row = await db
    .selectFrom('run_waveforms')
    .select('peaks')
    .where('run_id', '=', run.id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    durationMs: run.duration_ms + (run.recording_parts - 1) * PART_GAP_MS,
    peaksPerSecond: WAVEFORM_PEAKS_PER_SECOND,
    peaks: [...Buffer.from(texts.decrypt(run.id, row.peaks), 'base64')],
  };
}
