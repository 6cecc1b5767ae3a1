/** Passages of the candidate that illustrate a measure, found in the transcript. */
import type { Span, SpokenWord } from '../scored-run.ts';
import { MIN_PAUSE_MS, normalizeWord } from './candidate-turns.ts';

/** The window of MATTR(50), in words. */
const VARIETY_WINDOW = 50;
/** Length of a passage that makes its pace audible, in words. */
const PACE_WINDOW = 30;

/** A passage with its value of the measure. */
export interface EvidencePassage extends Span {
  readonly value: number;
}

/** The runs between pauses with the most words; `value` counts them. */
export function longestRuns(turns: readonly (readonly SpokenWord[])[], limit: number): EvidencePassage[] {
  return turns
    .flatMap(runsOf)
    .map((words) => passageOf(words, words.length))
    .sort((a, b) => b.value - a.value)
    .slice(0, limit);
}

/** The fastest and the slowest passage; `value` is words per minute. Fewer where there is too little speech. */
export function paceExtremes(turns: readonly (readonly SpokenWord[])[]): EvidencePassage[] {
  return extremes(windows(turns, PACE_WINDOW, 5), (words) => {
    const { startMs, endMs } = spanOf(words);
    return (words.length * 60_000) / Math.max(1, endMs - startMs);
  });
}

/** The fifty words in a row with the most and with the fewest different ones; `value` is their share, 0 to 1. */
export function varietyExtremes(turns: readonly (readonly SpokenWord[])[]): EvidencePassage[] {
  return extremes(
    windows(turns, VARIETY_WINDOW, 10),
    (words) => new Set(words.map(({ text }) => normalizeWord(text))).size / words.length,
  );
}

/** The passages that the recogniser was most and least sure of; `value` is its mean confidence, 0 to 1. */
export function clarityExtremes(turns: readonly (readonly SpokenWord[])[]): EvidencePassage[] {
  return extremes(
    windows(turns, PACE_WINDOW, 10),
    (words) => words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length,
  );
}

/** Pauses inside the candidate's turns, longest first; `value` is the length, ms. */
export function longestPauses(turns: readonly (readonly SpokenWord[])[], limit: number): EvidencePassage[] {
  return turns
    .flatMap((words) =>
      words.slice(1).flatMap((word, at) => {
        const startMs = words[at]?.endMs ?? word.startMs;
        const value = word.startMs - startMs;
        return value >= MIN_PAUSE_MS ? [{ startMs, endMs: word.startMs, value }] : [];
      }),
    )
    .sort((a, b) => b.value - a.value)
    .slice(0, limit);
}

function runsOf(words: readonly SpokenWord[]): SpokenWord[][] {
  const runs: SpokenWord[][] = [];
  for (const word of words) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    if (last && before && word.startMs - before.endMs < MIN_PAUSE_MS) last.push(word);
    else runs.push([word]);
  }
  return runs;
}

function windows(turns: readonly (readonly SpokenWord[])[], length: number, step: number): SpokenWord[][] {
  return turns.flatMap((words) => {
    const starts: number[] = [];
    for (let start = 0; start + length <= words.length; start += step) starts.push(start);
    return starts.map((start) => words.slice(start, start + length));
  });
}

function extremes(
  all: readonly SpokenWord[][],
  measure: (words: readonly SpokenWord[]) => number,
): EvidencePassage[] {
  const sorted = all.map((words) => passageOf(words, measure(words))).sort((a, b) => b.value - a.value);
  const [most] = sorted;
  const least = sorted.at(-1);
  return most && least && most !== least ? [most, least] : sorted;
}

function passageOf(words: readonly SpokenWord[], value: number): EvidencePassage {
  return { ...spanOf(words), value };
}

function spanOf(words: readonly SpokenWord[]): Span {
  return { startMs: words[0]?.startMs ?? 0, endMs: words.at(-1)?.endMs ?? 0 };
}
