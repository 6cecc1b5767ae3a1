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
 * Pairs the words that are the same in both, along the alignment of the two texts with the fewest differences
 * (Levenshtein 1966); both in order of time. Fillers are no words here, as in the word error rate.
 */
export function matchWords(said: readonly TimedWord[], heard: readonly TimedWord[]): MatchedWord[] {
  const [reference, transcript] = [comparable(said), comparable(heard)];
  const width = transcript.length + 1;
  const cost = new Uint32Array((reference.length + 1) * width);
  for (let n = 0; n < width; n++) cost[n] = n;
  for (let m = 1; m <= reference.length; m++) {
    cost[m * width] = m;
    for (let n = 1; n < width; n++) {
      const across = costAt(cost, (m - 1) * width + n - 1) + Number(differ(reference, transcript, m, n));
      const beside = Math.min(costAt(cost, (m - 1) * width + n), costAt(cost, m * width + n - 1)) + 1;
      cost[m * width + n] = Math.min(across, beside);
    }
  }
  return pathBack(reference, transcript, cost);
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

function differ(
  reference: readonly ComparableWord[],
  transcript: readonly ComparableWord[],
  m: number,
  n: number,
): boolean {
  return reference[m - 1]?.key !== transcript[n - 1]?.key;
}

function costAt(cost: Uint32Array, at: number): number {
  return cost[at] ?? 0;
}

function pathBack(
  reference: readonly ComparableWord[],
  transcript: readonly ComparableWord[],
  cost: Uint32Array,
): MatchedWord[] {
  const width = transcript.length + 1;
  const matched: MatchedWord[] = [];
  let [m, n] = [reference.length, transcript.length];
  while (m > 0 && n > 0) {
    const here = costAt(cost, m * width + n);
    const other = differ(reference, transcript, m, n);
    if (here === costAt(cost, (m - 1) * width + n - 1) + Number(other)) {
      const [said, heard] = [reference[m - 1], transcript[n - 1]];
      if (!other && said && heard) matched.push({ said: said.word, heard: heard.word });
      m--;
      n--;
    } else if (here === costAt(cost, (m - 1) * width + n) + 1) m--;
    else n--;
  }
  return matched.reverse();
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
