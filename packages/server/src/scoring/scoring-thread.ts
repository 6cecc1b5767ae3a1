/** The thread in which stored hearings are scored, so that the API never waits for it; see `scorer.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  correctWords,
  createJudge,
  decodeHearing,
  EngineError,
  encodeHearing,
  HearingFormatError,
  type Judge,
  NoSuchWordError,
} from '@vivavoce/engine';
import type { ModelSettings } from '@vivavoce/engine/endpoints';
import type { ScoringAnswer, ScoringJob } from './scorer.ts';

async function score(
  judge: Judge,
  { hearing: bytes, corrections, options }: ScoringJob,
): Promise<ScoringAnswer['end']> {
  try {
    const hearing = correctWords(decodeHearing(bytes), corrections);
    const result = await judge.judge(hearing, options);
    return { kind: 'scored', result, hearing: corrections.length === 0 ? null : encodeHearing(hearing) };
  } catch (error) {
    if (error instanceof EngineError) return { kind: 'refused', code: error.code, message: error.message };
    if (error instanceof NoSuchWordError) {
      return { kind: 'refused', code: 'NO_SUCH_WORD', message: error.message };
    }
    if (error instanceof HearingFormatError) {
      return { kind: 'refused', code: 'HEARING_UNREADABLE', message: error.message };
    }
    // Thrown on it would end the thread, and with it the jobs of others.
    return { kind: 'fault', error };
  }
}

const loading = createJudge({ models: workerData as ModelSettings });
parentPort?.on('message', async ({ id, job }: { readonly id: number; readonly job: ScoringJob }) => {
  const answer: ScoringAnswer = { id, end: await score(await loading, job) };
  parentPort?.postMessage(answer);
});
