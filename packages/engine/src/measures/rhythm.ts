/**
 * Rhythm figures from aligned phones.
 *
 * - nPVI-V: normalised pairwise variability of successive vocalic intervals, 100 times the mean of |a - b| over their
 *   mean (Grabe & Low 2002, Laboratory Phonology 7). Low where all syllables take equally long.
 * - %V: share of vocalic intervals in the articulated time (Ramus, Nespor & Mehler 1999, Cognition 73).
 *
 * Conventions: phones of words, not of fillers; vowels that touch, also across words, are one interval; two intervals
 * are compared only when no silence of 250 ms and no word without phones lies between them.
 *
 * How we differ: boundaries are a forced aligner's, in steps of 10 ms, and with its least length of a phone of 30 ms,
 * so short vowels come out longer and nPVI-V lower than from boundaries set by hand.
 */
import type { AccentAnalysis } from '@vivavoce/contract';
import { gapMs, joinSpans, lengthMs, totalLengthMs } from '../speech/spans.ts';
import type { Phone, Span, Word } from '../speech/timeline.ts';
import { SILENT_PAUSE_MS } from './fluency.ts';

/** Fewest vocalic intervals for rhythm figures. Ours: about ten seconds of speech. */
export const MIN_VOCALIC_INTERVALS = 30;

/** Rhythm of words in order of time; null figures below 30 vocalic intervals. */
export function rhythm(words: readonly Word[]): AccentAnalysis['rhythm'] {
  const stretches = connectedPhones(words).map(vocalicIntervals);
  const intervals = stretches.flat();
  if (intervals.length < MIN_VOCALIC_INTERVALS) return { vowelNpvi: null, vowelShare: null };
  const phones = words.filter((word) => word.kind === 'word').flatMap((word) => word.phones);
  return {
    vowelNpvi: npvi(stretches.map((stretch) => stretch.map(lengthMs))),
    vowelShare: share(intervals, phones),
  };
}

/** nPVI of durations; neighbours are compared inside each list only. Null when no list has two. */
export function npvi(stretches: readonly (readonly number[])[]): number | null {
  const differences = stretches.flatMap((durations) =>
    durations.slice(1).map((duration, before) => {
      const previous = durations[before]!;
      return Math.abs(duration - previous) / ((duration + previous) / 2);
    }),
  );
  if (differences.length === 0) return null;
  return (100 * differences.reduce((sum, value) => sum + value, 0)) / differences.length;
}

/** Phones of words that follow each other without a silence, a filler or a word that was not aligned. */
function connectedPhones(words: readonly Word[]): Phone[][] {
  const stretches: Phone[][] = [[]];
  for (const word of words) {
    if (word.kind === 'filler' || word.phones.length === 0) {
      stretches.push([]);
      continue;
    }
    for (const phone of word.phones) {
      const before = stretches.at(-1)!.at(-1);
      if (before !== undefined && phone.startMs - before.endMs >= SILENT_PAUSE_MS) stretches.push([]);
      stretches.at(-1)!.push(phone);
    }
  }
  return stretches;
}

function vocalicIntervals(phones: readonly Phone[]): Span[] {
  const vowels = phones.filter((phone) => phone.stress !== null && lengthMs(phone) > 0);
  return joinSpans<Span>(vowels, (interval, vowel) => gapMs(interval, vowel) <= 0);
}

function share(vowels: readonly Span[], phones: readonly Span[]): number {
  return Math.min(1, totalLengthMs(vowels) / totalLengthMs(phones));
}
