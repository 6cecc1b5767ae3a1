import {
  type CefrLevel,
  type Headline,
  headlineOf,
  type Interval,
  overridingReview,
  type ScoreName,
} from '@vivavoce/contract';
import type { ScoredRun } from '../report/scored-run.ts';

/** A compared score of one candidate. */
export interface ComparedValue {
  /** 0 to 5. */
  readonly score: number | null;
  readonly level: CefrLevel | null;
  /** Null without a score, and for a reviewer's, which has none. */
  readonly interval: Interval | null;
  readonly source: Headline[ScoreName]['source'];
}

/** The same score of several runs, a reviewer's where a review overrides it. */
export function comparedScores(runs: readonly ScoredRun[], of: ScoreName): ComparedValue[] {
  return runs.map(({ scores, analysis, review, revision }) => {
    const number = revision?.number ?? 1;
    const shown = headlineOf(scores, overridingReview(review, number), number)[of];
    return { ...shown, interval: shown.source === 'review' ? null : analysis[of].interval };
  });
}

/** How two candidates compare; `one` and `other` are indices. */
export type ComparedPair = { readonly one: number; readonly other: number } & (
  | { readonly kind: 'missing' /** Who has no score, as indices. */; readonly without: readonly number[] }
  | { readonly kind: 'no_interval' }
  | {
      /** `close`: the intervals overlap, so it is too close to call. */
      readonly kind: 'close' | 'apart';
      /** The higher score minus the lower one, with its 90 % interval. */
      readonly difference: { readonly value: number; readonly low: number; readonly high: number };
      /** Index of the higher score. */
      readonly higher: number;
    }
);

/** Every pair of candidates, in order. */
export function comparePairs(scores: readonly ComparedValue[]): ComparedPair[] {
  return scores.flatMap((_, one) =>
    scores.slice(one + 1).map((__, after) => comparePair(scores, one, one + 1 + after)),
  );
}

function comparePair(scores: readonly ComparedValue[], one: number, other: number): ComparedPair {
  const [a, b] = [scores[one], scores[other]];
  const without = [one, other].filter((at) => (scores[at]?.score ?? null) === null);
  if (!a || !b || a.score === null || b.score === null) return { one, other, kind: 'missing', without };
  if (a.interval === null || b.interval === null) return { one, other, kind: 'no_interval' };
  const isOneHigher = a.score >= b.score;
  const [up, down] = isOneHigher ? [a, b] : [b, a];
  // Overlapping intervals hide some differences and invent hardly any (Schenker & Gentleman 2001): a cautious rule.
  const isApart = (up.interval?.low ?? 0) > (down.interval?.high ?? 5);
  const higher = isOneHigher ? one : other;
  return { one, other, kind: isApart ? 'apart' : 'close', difference: differenceOf(up, down), higher };
}

/** The errors of two recordings are independent: on each side their squares add up. */
function differenceOf(up: ComparedValue, down: ComparedValue) {
  const [upScore, downScore] = [up.score ?? 0, down.score ?? 0];
  const value = upScore - downScore;
  const below = Math.hypot(upScore - (up.interval?.low ?? 0), (down.interval?.high ?? 5) - downScore);
  const above = Math.hypot((up.interval?.high ?? 5) - upScore, downScore - (down.interval?.low ?? 0));
  return { value, low: value - below, high: value + above };
}
