export * from './errors.ts';
export { decodeFile } from './media/decode.ts';
export { loadEncoder } from './speech/encoder.ts';
export { findSpeechRegions, loadVoiceActivity } from './speech/regions.ts';
export { findSpeakerTurns, type SpeakerTurns } from './speech/turns/find-speaker-turns.ts';
export { loadSpeakerModels } from './speech/turns/speaker-models.ts';
