/** Words that a channel only repeats of another one, where the sound alone did not tell. */
import { type Recording, sampleAt } from '../../media/recording.ts';
import type { Span, Word } from '../timeline.ts';

/** What a channel repeats of another one. */
export interface Repeat {
  /** The samples of the channel that it comes from. */
  readonly source: Float32Array;
  /** How much later, ms. */
  readonly delayMs: number;
  /** The sound that was taken out of the repeating channel, of its length. */
  readonly echo: Float32Array;
}

/** A track, with the echoes that were taken out of it. */
export interface TrackRecording extends Recording {
  readonly repeats?: readonly Repeat[] | undefined;
}

/** Words with the track that they are on. */
interface TrackPiece {
  readonly recording: TrackRecording;
  readonly piece: { readonly words: readonly Word[] };
}

/** Aligned words begin within this of their true time in quiet speech; remains of an echo are worse, ms. */
const PLACED_WITHIN_MS = 150;

/**
 * The pieces without the words that are an echo: another channel has the same word, earlier by the delay of the echo, and what is
 * left of the channel is weaker there than the echo that was taken out of it. A piece without words is left out.
 */
export function withoutRepeatedWords<Placed extends TrackPiece>(
  pieces: readonly Placed[],
): Placed['piece'][] {
  const wordsOn = (samples: Float32Array) =>
    pieces.filter(({ recording }) => recording.samples === samples).flatMap(({ piece }) => piece.words);
  const sources = new Map<Float32Array, readonly Word[]>();
  for (const { recording } of pieces)
    for (const { source } of recording.repeats ?? [])
      if (!sources.has(source)) sources.set(source, wordsOn(source));
  return pieces.flatMap(({ recording, piece }) => {
    const words = piece.words.filter(
      (word) => !recording.repeats?.some((repeat) => isRepeated(word, recording, repeat, sources)),
    );
    return words.length === 0 ? [] : [{ ...piece, words }];
  });
}

function isRepeated(
  word: Word,
  { samples }: TrackRecording,
  { source, delayMs, echo }: Repeat,
  sources: ReadonlyMap<Float32Array, readonly Word[]>,
): boolean {
  const saidBefore = sources
    .get(source)
    ?.some(
      (other) =>
        lettersOf(other.text) === lettersOf(word.text) &&
        Math.abs(word.startMs - other.startMs - delayMs) <= PLACED_WITHIN_MS,
    );
  return saidBefore === true && powerIn(samples, word) < powerIn(echo, word);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function powerIn(samples: Float32Array, { startMs, endMs }: Span): number {
  return samples
    .subarray(sampleAt(startMs), sampleAt(endMs))
    .reduce((sum, sample) => sum + sample * sample, 0);
}
