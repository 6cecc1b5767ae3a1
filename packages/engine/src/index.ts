export type { AnalyzeOptions, HearOptions } from './analyze.ts';
export type { CircuitState } from './endpoints/circuit-breaker.ts';
export { createEngine, createJudge, type Engine, type EngineOptions, type Judge } from './engine.ts';
export { EngineError, type EngineErrorCode } from './errors.ts';
export type { HeardRecording } from './heard-recording.ts';
export { correctWords, NoSuchWordError, type WordCorrection } from './hearing/corrections.ts';
export type { Hearing } from './hearing/hearing.ts';
export { decodeHearing, encodeHearing, HearingFormatError } from './hearing/stored-form.ts';
export type { SpokenWord, Utterance } from './measures/spoken-words.ts';
export { decodeFile, measureDurationMs } from './media/decode.ts';
export type { Recording } from './media/recording.ts';
export { waveformPeaks } from './media/waveform.ts';
export type { EndpointName } from './models/stages.ts';
export type { Progress, StageTiming } from './progress.ts';
export { JUDGEMENTS as EXPERT_JUDGEMENTS } from './scales/expert-scores.ts';
export { createSpeechJudge, type SpeechJudge } from './scales/speech-judge.ts';
export type { MarkedSilences } from './scales/text-features.ts';
export { loadTextJudge, type TextJudge, type TextJudgement } from './scales/text-judge.ts';
export {
  loadVocabularyScorer,
  type ScoredVocabulary,
  type VocabularyScorer,
} from './scales/vocabulary-scorer.ts';
export { alignWords } from './speech/alignment/align-words.ts';
export { loadEncoderUpTo } from './speech/encoder.ts';
export { createSpeechPool } from './speech/pool/speech-pool.ts';
export { findSpeechRegions, loadVoiceActivity, type VoiceActivityModel } from './speech/regions.ts';
export { speechSoundOf } from './speech/speech-sound.ts';
export type { ExpertScores } from './speech/timeline.ts';
export { findTracks, findTurns } from './speech/tracks.ts';
export { loadSpeakerModels } from './speech/turns/speaker-models.ts';
export type { Piece } from './speech/words/pieces.ts';
export { recognisePieces } from './speech/words/recognise-turns.ts';
