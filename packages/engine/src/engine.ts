import type { AnalysisResult } from '@vivavoce/contract';
import { type AnalyzeOptions, analyze, type HearOptions, hear, judge } from './analyze.ts';
import type { HeardRecording } from './heard-recording.ts';
import { distil, type Hearing } from './hearing/hearing.ts';
import { loadJudgingModels, loadModels, type ModelOptions } from './models/loaded-models.ts';
import { stageRunner } from './progress.ts';
import { createSpeechPool } from './speech/pool/speech-pool.ts';

/** Finds and scores candidates without any sound. */
export interface Judge {
  /**
   * Goes on from what was heard to the candidate and the scores.
   * @throws EngineError when the recording cannot be scored; the signal's reason when aborted.
   */
  judge(hearing: Hearing, options?: AnalyzeOptions): Promise<AnalysisResult>;
}

/** Analyses recordings, one at a time or several; models and processes are shared between them. */
export interface Engine extends Judge, AsyncDisposable {
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
  /** Turns what `hear` heard into what may be kept, and what `judge` goes on from: `analyze` is all three. */
  distil(heard: HeardRecording, options?: Pick<AnalyzeOptions, 'accommodation'>): Hearing;
  /** Ends the processes; an analysis under way fails. */
  close(): Promise<void>;
}

/** How an engine is made. */
export interface EngineOptions extends ModelOptions {
  /** Child processes that encode, recognise and align, one thread each; one a core unless given. */
  readonly processes?: number;
}

/** Loads the models that this process needs, and prepares the child processes for the others. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { processes, models } = options;
  const [loaded, pool] = await Promise.all([
    loadModels(options),
    createSpeechPool({ processes, transcriberFolder: models?.transcriberFolder }),
  ]);
  const close = () => pool.close();
  return {
    analyze: (path, analyzeOptions = {}) => analyze(path, loaded, pool, analyzeOptions),
    hear: (path, hearOptions = {}) => hear(path, loaded, pool, stageRunner(hearOptions), hearOptions),
    distil: (heard, { accommodation = false } = {}) => distil(heard, loaded.checksums, !accommodation),
    judge: (hearing, judgeOptions = {}) =>
      judge(hearing, loaded, stageRunner(judgeOptions), judgeOptions, performance.now()),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Loads what scoring a stored hearing needs, and nothing that listens. */
export async function createJudge(options: ModelOptions = {}): Promise<Judge> {
  const models = await loadJudgingModels(options);
  return {
    judge: (hearing, judgeOptions = {}) =>
      judge(hearing, models, stageRunner(judgeOptions), judgeOptions, performance.now()),
  };
}
