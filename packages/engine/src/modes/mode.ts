/** What a mode of analysis decides, and what the steps of one analysis share. */
import type { AnalysisResult } from '@vivavoce/contract';
import type { Candidate } from '../candidate/candidate.ts';
import type { CandidateMeasures } from '../measures/measure-candidate.ts';
import type { Recording } from '../media/recording.ts';
import type { LoadedModels, ScoringModels } from '../model-selection/loaded-models.ts';
import type { ReportShare, RunStage } from '../progress.ts';
import type { PartialTranscript } from '../result/partial-transcript.ts';
import type { ScoredRequest } from '../result/provenance.ts';
import type { RubricScores } from '../rubric/score-by-rubric.ts';
import type { EstimatedScores } from '../scales/estimates.ts';
import type { SpeechPool } from '../speech/pool/speech-pool.ts';
import type { TrackWithTurns } from '../speech/tracks.ts';
import type { TranscribedRecording } from '../speech/transcribed-recording.ts';
import type { StoredAnalysis } from '../stored-analysis/stored-analysis.ts';

/** What scoring one stored analysis needs. */
export interface ScoringContext {
  readonly mode: Mode;
  readonly models: ScoringModels;
  readonly request: ScoredRequest;
  readonly stage: RunStage;
  readonly signal: AbortSignal | undefined;
}

/** What analysing one recording needs. */
export interface AnalysisContext extends ScoringContext {
  readonly models: LoadedModels;
  readonly pool: SpeechPool;
  readonly partialTranscript: PartialTranscript;
}

/** The words of a recording, and the transcriber where it was not the shipped one. */
export type Transcript = Pick<TranscribedRecording, 'segments' | 'transcription'>;

/** What a score is made from. */
export interface MeasuredCandidate {
  readonly storedAnalysis: StoredAnalysis;
  readonly candidate: Candidate;
  readonly measures: CandidateMeasures;
}

/** How recordings are transcribed, measured and scored: in English, in other languages, or transcribed only. */
export interface Mode {
  readonly scoringMethod: AnalysisResult['scoringMethod'];
  /** Whether the candidate is measured and scored. */
  readonly isScored: boolean;
  /**
   * Checks, before anything is decoded, that the models of the mode are there.
   * @throws EngineError SCORING_FAILED that names the missing settings.
   */
  requireModels(context: ScoringContext): void;
  /**
   * Tells of the first words of a long recording while the voices of the whole are told apart. Absent where others transcribe.
   * @throws EngineError TRANSCRIPTION_FAILED; the signal's reason when aborted.
   */
  tellFirstWords?(recording: Recording, context: AnalysisContext): Promise<void>;
  /** @throws EngineError TRANSCRIPTION_FAILED; the signal's reason when aborted. */
  transcribe(tracks: readonly TrackWithTurns[], context: AnalysisContext): Promise<Transcript>;
  /** Measures one speaker. */
  measure(storedAnalysis: StoredAnalysis, candidate: Candidate, context: ScoringContext): CandidateMeasures;
  /**
   * Scores the measured candidate.
   * @throws EngineError CANDIDATE_SPEECH_INSUFFICIENT or SCORING_FAILED; the signal's reason when aborted.
   */
  score(
    measured: MeasuredCandidate,
    context: ScoringContext,
    report: ReportShare,
  ): RubricScores | Promise<RubricScores>;
  /** Scores one answer alone; a score is null where it is too short for one. Absent where answers are not scored by themselves. */
  scoreAnswer?(measured: MeasuredCandidate, context: ScoringContext): EstimatedScores;
}
