import type { AnalysisResult } from '@vivavoce/contract';
import {
  type AnalyzeOptions,
  analyze,
  scoreStoredAnalysis,
  type TranscribeOptions,
  transcribe,
} from './analyze.ts';
import { loadModels, loadScoringModels, type ModelOptions } from './model-selection/loaded-models.ts';
import { stageRunner } from './progress.ts';
import { createSpeechPool } from './speech/pool/speech-pool.ts';
import type { TranscribedRecording } from './speech/transcribed-recording.ts';
import { type StoredAnalysis, toStoredAnalysis } from './stored-analysis/stored-analysis.ts';

/** Finds and scores candidates without any sound. */
export interface Scorer {
  /**
   * Goes on from what was heard to the candidate and the scores.
   * @throws EngineError when the recording cannot be scored; the signal's reason when aborted.
   */
  scoreStoredAnalysis(storedAnalysis: StoredAnalysis, options?: AnalyzeOptions): Promise<AnalysisResult>;
}

/** Analyses recordings, one at a time or several; models and processes are shared between them. */
export interface Engine extends Scorer, AsyncDisposable {
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
  transcribe(path: string, options?: TranscribeOptions): Promise<TranscribedRecording>;
  /** Turns what `hear` heard into what may be kept, and what `judge` goes on from: `analyze` is all three. */
  toStoredAnalysis(
    transcribed: TranscribedRecording,
    options?: Pick<AnalyzeOptions, 'accommodation'>,
  ): StoredAnalysis;
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
    transcribe: (path, transcribeOptions = {}) =>
      transcribe(path, loaded, pool, stageRunner(transcribeOptions), transcribeOptions),
    toStoredAnalysis: (transcribed, { accommodation = false } = {}) =>
      toStoredAnalysis(transcribed, loaded.checksums, !accommodation),
    scoreStoredAnalysis: (storedAnalysis, scoreOptions = {}) =>
      scoreStoredAnalysis(storedAnalysis, loaded, stageRunner(scoreOptions), scoreOptions, performance.now()),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Loads what scoring a stored hearing needs, and nothing that listens. */
export async function createScorer(options: ModelOptions = {}): Promise<Scorer> {
  const models = await loadScoringModels(options);
  return {
    scoreStoredAnalysis: (storedAnalysis, scoreOptions = {}) =>
      scoreStoredAnalysis(storedAnalysis, models, stageRunner(scoreOptions), scoreOptions, performance.now()),
  };
}
