import type { AnalysisResult } from '@vivavoce/contract';
import {
  type AnalyzeOptions,
  analysisContext,
  analyze,
  type RecordingFiles,
  scoreStoredAnalysis,
  scoringContext,
  type TranscribeOptions,
  transcribe,
} from './analyze.ts';
import {
  loadModels,
  loadScoringModels,
  type ModelOptions,
  type ScoringModels,
} from './model-selection/loaded-models.ts';
import { createSpeechPool } from './speech/pool/speech-pool.ts';
import type { TranscribedRecording } from './speech/transcribed-recording.ts';
import { type StoredAnalysis, toStoredAnalysis } from './stored-analysis/stored-analysis.ts';

/** Finds and scores candidates without audio. */
export interface Scorer {
  /**
   * Finds the candidate of a stored analysis and scores it.
   * @throws EngineError when the recording cannot be scored; the signal's reason when aborted.
   */
  scoreStoredAnalysis(storedAnalysis: StoredAnalysis, options?: AnalyzeOptions): Promise<AnalysisResult>;
}

/** Analyses recordings, one at a time or several; models and processes are shared between them. */
export interface Engine extends Scorer, AsyncDisposable {
  /**
   * Analyses one recording: a file, or the files of its parts in order, which become one with silence between.
   * @throws EngineError when the recording cannot be scored: the code says why, the message what to do.
   * @throws the error of the file system for a file that cannot be opened; the signal's reason when aborted.
   */
  analyze(files: RecordingFiles, options?: AnalyzeOptions): Promise<AnalysisResult>;
  /**
   * Transcribes one recording without scoring anybody: who speaks when, with which words and phones.
   * @throws EngineError when the file is no sound recording or nobody speaks; otherwise as `analyze`.
   */
  transcribe(files: RecordingFiles, options?: TranscribeOptions): Promise<TranscribedRecording>;
  /** Reduces a transcribed recording to what may be stored and scored: `analyze` transcribes, stores and scores. */
  toStoredAnalysis(
    transcribed: TranscribedRecording,
    options?: Pick<AnalyzeOptions, 'accommodation'>,
  ): StoredAnalysis;
  /** Stops the child processes; running analyses fail. */
  close(): Promise<void>;
}

/** Options of an engine. */
export interface EngineOptions extends ModelOptions {
  /** Child processes that encode, recognise and align, one thread each; one per core unless given. */
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
    analyze: (files, analyzeOptions = {}) =>
      analyze(files, analysisContext(loaded, pool, analyzeOptions), analyzeOptions),
    transcribe: (files, transcribeOptions = {}) =>
      transcribe(files, analysisContext(loaded, pool, transcribeOptions), transcribeOptions.onRecording),
    toStoredAnalysis: (transcribed, { accommodation } = {}) =>
      toStoredAnalysis(
        transcribed,
        loaded.checksums,
        scoringContext(loaded, { accommodation }).mode.isScored,
      ),
    scoreStoredAnalysis: scorerOf(loaded).scoreStoredAnalysis,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Loads what scoring a stored analysis needs, and no speech model. */
export async function createScorer(options: ModelOptions = {}): Promise<Scorer> {
  return scorerOf(await loadScoringModels(options));
}

function scorerOf(models: ScoringModels): Scorer {
  return {
    scoreStoredAnalysis: (storedAnalysis, options = {}) =>
      scoreStoredAnalysis(storedAnalysis, scoringContext(models, options), performance.now()),
  };
}
