import type { CefrLevel, Interval } from '@vivavoce/contract';
import type { Dimension, ScoredRun } from '../report/scored-run.ts';

/** A compared score of one candidate. */
export interface ComparedValue {
  /** 0 to 5. */
  readonly score: number | null;
  readonly level: CefrLevel | null;
  readonly interval: Interval | null;
}

/** What can be compared. */
export type ComparedScoreName = 'overall' | Dimension;

/** The same score of several runs. */
export function comparedScores(runs: readonly ScoredRun[], of: ComparedScoreName): ComparedValue[] {
  return runs.map(({ scores, analysis }) => ({
    score: scores[of],
    level: of === 'overall' ? scores.cefrLevel : scores[`${of}Cefr`],
    interval: analysis[of].interval,
  }));
}

/**
 * The pairs whose intervals overlap, as indices: between them there is no real difference. Overlapping 90 %
 * intervals are a cautious sign of that (Schenker & Gentleman 2001: they hide some differences, and invent hardly any).
 */
export function overlappingPairs(scores: readonly ComparedValue[]): [number, number][] {
  return scores.flatMap((one, at) =>
    scores.slice(at + 1).flatMap((other, after): [number, number][] => {
      if (!one.interval || !other.interval) return [];
      const isApart = one.interval.high < other.interval.low || other.interval.high < one.interval.low;
      return isApart ? [] : [[at, at + 1 + after]];
    }),
  );
}
