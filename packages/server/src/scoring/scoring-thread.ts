/** The thread in which stored analyses are scored, so that the API never waits for it; see `scorer.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  correctWords,
  createScorer,
  decodeStoredAnalysis,
  EngineError,
  encodeStoredAnalysis,
  NoSuchWordError,
  type Scorer,
  StoredAnalysisFormatError,
} from '@vivavoce/engine';
import type { ModelSettings } from '@vivavoce/engine/endpoints';
import type { ScoringAnswer, ScoringJob } from './background-scorer.ts';

async function score(
  scorer: Scorer,
  { storedAnalysis: bytes, corrections, request }: ScoringJob,
): Promise<ScoringAnswer['outcome']> {
  try {
    const storedAnalysis = correctWords(decodeStoredAnalysis(bytes), corrections);
    const result = await scorer.scoreStoredAnalysis(storedAnalysis, request);
    return {
      kind: 'scored',
      result,
      storedAnalysis: corrections.length === 0 ? null : encodeStoredAnalysis(storedAnalysis),
    };
  } catch (error) {
    if (error instanceof EngineError) return { kind: 'refused', code: error.code, message: error.message };
    if (error instanceof NoSuchWordError) {
      return { kind: 'refused', code: 'NO_SUCH_WORD', message: error.message };
    }
    if (error instanceof StoredAnalysisFormatError) {
      return { kind: 'refused', code: 'STORED_ANALYSIS_UNREADABLE', message: error.message };
    }
    // Thrown on it would end the thread, and with it the jobs of others.
    return { kind: 'fault', error };
  }
}

const loading = createScorer({ models: workerData as ModelSettings });
parentPort?.on('message', async ({ id, job }: { readonly id: number; readonly job: ScoringJob }) => {
  const answer: ScoringAnswer = { id, outcome: await score(await loading, job) };
  parentPort?.postMessage(answer);
});
