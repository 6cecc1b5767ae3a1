export type { AnalyzeOptions, RecordingFiles, TranscribeOptions } from './analyze.ts';
export type { CircuitState } from './endpoints/circuit-breaker.ts';
export { createEngine, createScorer, type Engine, type EngineOptions, type Scorer } from './engine.ts';
export { EngineError, type EngineErrorCode } from './errors.ts';
export type { SpokenWord, Utterance } from './measures/spoken-words.ts';
export { decodeFile, measureDurationMs } from './media/decode.ts';
export type { Recording } from './media/recording.ts';
export { waveformPeaks } from './media/waveform.ts';
export type { EndpointName } from './model-selection/chosen-models.ts';
export type { Progress, StageTiming } from './progress.ts';
export { adjustedScore, scoreScaleOf } from './scales/calibration.ts';
export { EXPERT_SCORE_NAMES } from './scales/expert-scores.ts';
export { createSpeechScorer, type SpeechScorer } from './scales/speech-scorer.ts';
export type { MarkedSilences } from './scales/text-features.ts';
export { loadTextScorer, type TextScorer, type TextScores } from './scales/text-scorer.ts';
export {
  loadVocabularyScorer,
  type ScoredVocabulary,
  type VocabularyScorer,
} from './scales/vocabulary-scorer.ts';
export { alignWords } from './speech/alignment/align-words.ts';
export { loadEncoder } from './speech/encoder.ts';
export { createSpeechPool } from './speech/pool/speech-pool.ts';
export { joinSpans, overlapMs, totalLengthMs } from './speech/spans.ts';
export { detectSyllables } from './speech/syllable-detection.ts';
export type { ExpertScores } from './speech/timeline.ts';
export { findTracks, findTurns, hearVoices } from './speech/tracks.ts';
export type { TranscribedRecording } from './speech/transcribed-recording.ts';
export { encodeStretches, stretchEncoder } from './speech/turns/encode-stretches.ts';
export { findVoices, turnsOfVoices } from './speech/turns/find-speaker-turns.ts';
export { loadSegmentationModels } from './speech/turns/segmentation/segmentation-models.ts';
export { loadSpeakerModels } from './speech/turns/speaker-models.ts';
export { tightenTurns } from './speech/turns/tighten-turns.ts';
export { findSpeechRegions, loadVoiceActivity, type VoiceActivityModel } from './speech/voice-activity.ts';
export type { Piece } from './speech/words/pieces.ts';
export { recognisePieces } from './speech/words/recognise-turns.ts';
export { correctWords, NoSuchWordError, type WordCorrection } from './stored-analysis/corrections.ts';
export {
  decodeStoredAnalysis,
  encodeStoredAnalysis,
  StoredAnalysisFormatError,
} from './stored-analysis/encoding.ts';
export type { StoredAnalysis } from './stored-analysis/stored-analysis.ts';
