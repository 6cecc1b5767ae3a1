import { matchingPlaces } from './text-matching.ts';
import { normaliseWords } from './text-normalisation.ts';

/** A word with its times, ms from the start of the recording. */
export interface TimedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A word that was said and heard alike, with both times. */
export interface MatchedWord {
  readonly said: TimedWord;
  readonly heard: TimedWord;
}

/** How far times are from those of the reference, ms without sign; null when nothing could be compared. */
export interface TimeErrors {
  readonly median: number | null;
  readonly p90: number | null;
  /** The median with its sign: above 0 the times found are late. */
  readonly bias: number | null;
}

/**
 * Pairs the words that are the same in both texts; both in order of time. Fillers are no words here, as in the word error rate.
 */
export function matchWords(said: readonly TimedWord[], heard: readonly TimedWord[]): MatchedWord[] {
  const [reference, transcript] = [comparable(said), comparable(heard)];
  const places = matchingPlaces(
    reference.map(({ key }) => key),
    transcript.map(({ key }) => key),
  );
  return places.map(([m, n]) => ({
    said: (reference[m] as ComparableWord).word,
    heard: (transcript[n] as ComparableWord).word,
  }));
}

interface ComparableWord {
  readonly key: string;
  readonly word: TimedWord;
}

function comparable(words: readonly TimedWord[]): ComparableWord[] {
  return words
    .map((word) => ({ key: normaliseWords(word.text).join(' '), word }))
    .filter(({ key }) => key !== '');
}

/** How many filled pauses were said, heard, and of those heard said. */
export interface FillerCounts {
  readonly said: number;
  readonly heard: number;
  readonly right: number;
}

/** Counts filled pauses; one that was heard is right when it overlaps one that was said and that no other has taken. */
export function countFillers(said: readonly TimedWord[], heard: readonly TimedWord[]): FillerCounts {
  const left = said.filter(isFiller);
  const claimed = heard.filter(isFiller);
  const counts = { said: left.length, heard: claimed.length };
  const right = claimed.filter((filler) => {
    const at = left.findIndex((one) => one.startMs < filler.endMs && filler.startMs < one.endMs);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return { ...counts, right: right.length };
}

/** Fillers are what the comparison of texts drops. */
function isFiller({ text }: TimedWord): boolean {
  return /\p{L}/u.test(text) && normaliseWords(text).length === 0;
}

/** Median, 90th percentile and bias of differences, ms. */
export function timeErrors(differences: readonly number[]): TimeErrors {
  const sizes = differences.map(Math.abs);
  return {
    median: quantile(sizes, 0.5),
    p90: quantile(sizes, 0.9),
    bias: quantile(differences, 0.5),
  };
}

/** The value below which the share lies, interpolated between neighbours (Hyndman & Fan 1996, type 7). */
function quantile(values: readonly number[], share: number): number | null {
  const ordered = values.toSorted((a, b) => a - b);
  const place = share * (ordered.length - 1);
  const below = ordered[Math.floor(place)];
  const above = ordered[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
