/** Predicts expert scores of single recordings of one voice. */
import { decodeFile } from '../media/decode.ts';
import type { Recording } from '../media/recording.ts';
import { alignWords } from '../speech/alignment/align-words.ts';
import { createSpeechPool, type SpeechPool, type SpeechPoolOptions } from '../speech/pool/speech-pool.ts';
import type { AlignedPiece } from '../speech/timeline.ts';
import { findSpeechRegions, loadVoiceActivity, type VoiceActivityModel } from '../speech/voice-activity.ts';
import { recogniseWords } from '../speech/words/recognise-turns.ts';
import { predictExpertScores } from './expert-scores.ts';
import { loadScoreModels } from './score-models.ts';
import { type SpeechScores, scoreSpeech } from './score-speech.ts';

/** Scores recordings of one voice, several at a time. */
export interface SpeechScorer extends AsyncDisposable {
  /** Recordings that keep all processes busy. */
  readonly atOnce: number;
  /**
   * What experts would say of a recording, 0 to 10, from its sound alone.
   * @throws EngineError when the file is no recording; errors of the file system.
   */
  score(path: string): Promise<SpeechScores>;
}

/** Loads the models and prepares the child processes. */
export async function createSpeechScorer(options: SpeechPoolOptions = {}): Promise<SpeechScorer> {
  const [pool, voiceActivity, models] = await Promise.all([
    createSpeechPool(options),
    loadVoiceActivity(),
    loadScoreModels(),
  ]);
  return {
    atOnce: 2 * pool.processes,
    async score(path) {
      const pieces = await piecesOf(await decodeFile(path), voiceActivity, pool);
      return scoreSpeech(predictExpertScores(pieces, models.speech), models);
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

/** The speech of a recording of one voice, in pieces as they are cut in interviews; all of it where none stands out. */
async function piecesOf(
  recording: Recording,
  voiceActivity: VoiceActivityModel,
  pool: SpeechPool,
): Promise<AlignedPiece[]> {
  const found = await findSpeechRegions(recording, voiceActivity);
  const regions = found.length > 0 ? found : [{ startMs: 0, endMs: recording.durationMs }];
  const turns = regions.map(({ startMs, endMs }) => ({ speaker: 0, startMs, endMs }));
  const pieces = await recogniseWords({ recording, turns, regions }, pool);
  const aligned = await alignWords(pieces);
  const wordless = pieces.filter(({ words }) => words.length === 0).map((piece) => ({ ...piece, words: [] }));
  return [...aligned, ...wordless];
}
