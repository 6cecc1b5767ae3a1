import { type Recording, sampleAt } from '../../media/recording.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import { lengthMs } from '../spans.ts';
import type { Span } from '../timeline.ts';
import { findSpeech, type VoiceActivityModel } from '../voice-activity.ts';
import { piecesOf } from './recognise-turns.ts';
import type { RecognisedWord } from './word-confidence.ts';

/** Shorter recordings are divided among their speakers before anybody has waited for long. */
const LONG_MS = 5 * 60_000;
/** The first words are looked for in so much of a recording, ms. */
const SEARCHED_MS = 2 * 60_000;
/** So much speech is recognised, ms: enough to read until more comes, and no delay for the rest. */
const FIRST_SPEECH_MS = 20_000;

/** Words at the beginning of a recording; nobody knows yet who says them. */
export interface FirstWords extends Span {
  readonly words: readonly RecognisedWord[];
}

/** With what the first words are found, and who is told of them. */
export interface FirstWordsOptions {
  readonly voiceActivity: VoiceActivityModel;
  readonly pool: SpeechPool;
  readonly onPiece: (piece: FirstWords) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Recognises the first words of a long recording, as a draft: pieces may hold several people, and who speaks is known only when
 * the whole recording has been heard.
 * @throws EngineError TRANSCRIPTION_FAILED when a speech process fails; the signal's reason when aborted.
 */
export async function recogniseFirstWords(
  { samples, durationMs, parts }: Recording,
  { voiceActivity, pool, onPiece, signal }: FirstWordsOptions,
): Promise<void> {
  if (durationMs < LONG_MS) return;
  const searchedMs = Math.min(SEARCHED_MS, parts?.[0]?.endMs ?? durationMs);
  const beginning = { samples: samples.subarray(0, sampleAt(searchedMs)), durationMs: searchedMs };
  const { regions } = await findSpeech(beginning, voiceActivity);
  const turns = regions.map((region) => ({ ...region, speaker: 0 }));
  const pieces = firstOf(piecesOf({ recording: beginning, turns, regions }));
  if (pieces.length === 0) return;
  const sounds = pieces.map(({ startMs, endMs }) => samples.subarray(sampleAt(startMs), sampleAt(endMs)));
  const speech = await pool.recognise(sounds, signal);
  for (const [at, { startMs, endMs }] of pieces.entries()) {
    const words = speech[at]?.words ?? [];
    if (words.length > 0) onPiece({ startMs, endMs, words });
  }
}

/** As many of the first pieces as are needed for enough speech. */
function firstOf<P extends Span>(pieces: readonly P[]): P[] {
  let speechMs = 0;
  return pieces.filter((piece) => {
    const isNeeded = speechMs < FIRST_SPEECH_MS;
    speechMs += lengthMs(piece);
    return isNeeded;
  });
}
