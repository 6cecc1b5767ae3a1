import type { AnalysisResult } from '@vivavoce/contract';
import { type AnalyzeOptions, analyze, type HearOptions, hear, judge } from './analyze.ts';
import type { HeardRecording } from './heard-recording.ts';
import { loadModels } from './models/loaded-models.ts';
import { stageRunner } from './progress.ts';
import { createSpeechPool } from './speech/pool/speech-pool.ts';

/** Analyses recordings, one at a time or several; models and processes are shared between them. */
export interface Engine extends AsyncDisposable {
  /**
   * Analyses one recording.
   * @throws EngineError when the recording cannot be scored: the code says why, the message what to do.
   * @throws the error of the file system for a file that cannot be opened; the signal's reason when aborted.
   */
  analyze(path: string, options?: AnalyzeOptions): Promise<AnalysisResult>;
  /**
   * Listens to one recording without judging anybody: who speaks when, with which words and sounds.
   * @throws EngineError when the file is no sound recording or nobody speaks; otherwise as `analyze`.
   */
  hear(path: string, options?: HearOptions): Promise<HeardRecording>;
  /**
   * Goes on from `hear` to the candidate and the scores: `analyze` is both.
   * @throws EngineError when the recording cannot be scored; the signal's reason when aborted.
   */
  judge(heard: HeardRecording, options?: AnalyzeOptions): Promise<AnalysisResult>;
  /** Ends the processes; an analysis under way fails. */
  close(): Promise<void>;
}

/** How an engine is made. */
export interface EngineOptions {
  /** Child processes that encode, recognise and align, one thread each; one a core unless given. */
  readonly processes?: number;
}

/** Loads the models that this process needs, and prepares the child processes for the others. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const [models, pool] = await Promise.all([loadModels(), createSpeechPool(options)]);
  const close = () => pool.close();
  return {
    analyze: (path, analyzeOptions = {}) => analyze(path, models, pool, analyzeOptions),
    hear: (path, hearOptions = {}) => hear(path, models, pool, stageRunner(hearOptions), hearOptions),
    judge: (heard, judgeOptions = {}) =>
      judge(heard, models, stageRunner(judgeOptions), judgeOptions, performance.now()),
    close,
    [Symbol.asyncDispose]: close,
  };
}
