import { WAVEFORM_PEAKS_PER_SECOND, type Waveform } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';
import type { Run } from './run.ts';

/** Stores the peaks of a run's recording; they go with the run. */
export async function saveWaveform(trx: Database, runId: string, peaks: Uint8Array): Promise<void> {
  await trx
    .insertInto('run_waveforms')
    .values({ run_id: runId, peaks: Buffer.from(peaks) })
    .onConflict((conflict) => conflict.column('run_id').doUpdateSet({ peaks: Buffer.from(peaks) }))
    .execute();
}

/** The waveform of a run's recording; null if it was never drawn: the run failed, or is older than waveforms. */
export async function readWaveform(db: Database, run: Run): Promise<Waveform | null> {
  const row = await db
    .selectFrom('run_waveforms')
    .select('peaks')
    .where('run_id', '=', run.id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    durationMs: run.duration_ms,
    peaksPerSecond: WAVEFORM_PEAKS_PER_SECOND,
    peaks: [...row.peaks],
  };
}
