import type { Phone, Span } from '../timeline.ts';
import { placeWords } from './place-words.ts';

/** A phone with its times; how well it was said is not known to the aligner. */
export type AlignedPhone = Omit<Phone, 'goodness'>;

/** A word with its times, ms from the start of the samples. */
export interface AlignedWord extends Span {
  /** Empty when the word could not be fitted; its times are then interpolated. */
  readonly phones: readonly AlignedPhone[];
}

/**
 * Gives every word a time: those that were fitted keep theirs, the others share the room between them.
 * @param texts words as they are written.
 * @param fitted the phones of each, null where it was not found.
 * @param durationMs of the audio that holds them, whole ms.
 * @returns one for each word, in order, without overlap.
 */
export function placeAligned(
  texts: readonly string[],
  fitted: readonly (readonly AlignedPhone[] | null)[],
  durationMs: number,
): AlignedWord[] {
  const letters = texts.map((text) => Math.max(1, text.length));
  const spans = placeWords(fitted.map(spanOf), letters, { startMs: 0, endMs: durationMs });
  return spans.map((span, at) => ({ ...span, phones: clipped(fitted[at] ?? [], span) }));
}

function spanOf(phones: readonly AlignedPhone[] | null): Span | null {
  const first = phones?.[0];
  const last = phones?.at(-1);
  return first === undefined || last === undefined ? null : { startMs: first.startMs, endMs: last.endMs };
}

/** The phones inside a word that had to give room; none when one of them would vanish, or when all its room went. */
function clipped(phones: readonly AlignedPhone[], word: Span): AlignedPhone[] {
  const found = spanOf(phones);
  if (found === null || word.startMs < found.startMs || word.endMs > found.endMs) return [];
  const inside = phones.map((phone) => ({
    ...phone,
    startMs: Math.max(phone.startMs, word.startMs),
    endMs: Math.min(phone.endMs, word.endMs),
  }));
  return inside.every((phone) => phone.endMs > phone.startMs) ? inside : [];
}
