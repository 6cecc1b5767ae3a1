import { type Recording, samplesBetween } from '../../media/recording.ts';
import type { SpeechPool } from '../pool/speech-pool.ts';
import { lengthMs } from '../spans.ts';
import type { Span } from '../timeline.ts';
import { findSpeech, type VoiceActivityModel } from '../voice-activity.ts';
import { type PieceListener, piecesOf, recognisePieces } from './recognise-turns.ts';

/** Shorter recordings are divided among their speakers before anybody has waited for long. */
const LONG_MS = 5 * 60_000;
/** The first words are looked for in so much of a recording, ms. */
const SEARCHED_MS = 2 * 60_000;
/** So much speech is recognised, ms: enough to read until more comes, and no delay for the rest. */
const FIRST_SPEECH_MS = 20_000;

/** Words at the beginning of a recording; nobody knows yet who says them. */
export type FirstWords = Omit<Parameters<PieceListener>[0], 'speaker'>;

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
  recording: Recording,
  { voiceActivity, pool, onPiece, signal }: FirstWordsOptions,
): Promise<void> {
  const { durationMs, parts } = recording;
  if (durationMs < LONG_MS) return;
  const searchedMs = Math.min(SEARCHED_MS, parts?.[0]?.endMs ?? durationMs);
  const samples = samplesBetween(recording, { startMs: 0, endMs: searchedMs });
  const beginning = { samples, durationMs: searchedMs };
  const { regions } = await findSpeech(beginning, voiceActivity);
  const turns = regions.map((region) => ({ ...region, speaker: 0 }));
  const pieces = firstOf(piecesOf({ recording: beginning, turns, regions }));
  // All at once, in order: who reads begins at the beginning.
  for (const piece of await recognisePieces(pieces, pool, { signal })) {
    if (piece.words.length > 0) onPiece(piece);
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
