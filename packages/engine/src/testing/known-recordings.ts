/**
 * The engine for tests that need finished runs to look at and not the analysis itself: of the two recordings whose stored analyses
 * are kept here it scores those; everything else it analyses. For the server's `engineModule`.
 */
import { createEngine as createRealEngine, type Engine, type EngineOptions } from '../index.ts';
import { decodeFile } from '../media/decode.ts';
import { readStoredCall, readStoredInterview } from './stored-interview.ts';

/** What to import in a child process to have this engine. */
export const KNOWN_RECORDINGS = import.meta.url;

/**
 * As that of the package.
 * @public
 */
export async function createEngine(options: EngineOptions = {}): Promise<Pick<Engine, 'analyze'>> {
  const engine = await createRealEngine(options);
  const known = await Promise.all([readStoredInterview(), readStoredCall()]);
  return {
    async analyze(files, analyzeOptions = {}) {
      const [file = '', ...others] = [files].flat();
      if (others.length > 0) return engine.analyze(files, analyzeOptions);
      const recording = await decodeFile(file);
      // No other sample is as long, to the millisecond.
      const stored = known.find(({ durationMs }) => durationMs === recording.durationMs);
      if (!stored) return engine.analyze(files, analyzeOptions);
      analyzeOptions.onRecording?.(recording);
      analyzeOptions.onStoredAnalysis?.(stored);
      return engine.scoreStoredAnalysis(stored, analyzeOptions);
    },
  };
}
