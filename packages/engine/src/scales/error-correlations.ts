/**
 * How the errors of the three scores go together: 0 where one says nothing of the other, 1 where both always err alike.
 *
 * No data have all three beside what people would say, so each pair rests on what there is
 * (`training/scores/error_correlations.py` prints the numbers; `docs/validity.md` says what they hold for):
 *
 * - accent and fluency: errors of the cross-validated predictions for the 125 readers of speechocean762;
 * - vocabulary and fluency: errors of the cross-validated levels from words and from hesitations in the same interviews of NICT
 *   JLE. Both are held against one overall level, whose own error they share, which can only bring them together;
 * - vocabulary and accent: no data have both. The highest that three errors can have of which the two other pairs are given.
 */
import type { Dimension } from './estimates.ts';
import { SCORE_RANGE } from './scale-mapping.ts';

/** Correlations of errors by pair, 0 to 1. */
export interface ErrorCorrelations {
  readonly accentFluency: number;
  readonly vocabularyFluency: number;
  readonly vocabularyAccent: number;
}

/** What the scores are combined with. */
export const ERROR_CORRELATIONS: ErrorCorrelations = {
  accentFluency: 0.753,
  vocabularyFluency: 0.365,
  vocabularyAccent: 0.887,
};

/** A part of a weighted mean: its share of it, and how far one end of its interval lies from the estimate. */
export interface ErrorPart {
  readonly dimension: Dimension;
  /** 0 to 1; the shares of all parts make 1. */
  readonly share: number;
  /** Of five points, 0 or more. */
  readonly distance: number;
  /** Whether the interval ends with the scale: the truth may lie as far and nothing is known of how likely that is. */
  readonly isOpen: boolean;
}

/**
 * How far the interval of a weighted mean reaches to one side: root of the variance of a weighted sum, with distances in place of
 * standard deviations, as all intervals hold 90 %. An end that is open is no such error, and is taken in full.
 */
export function jointDistance(
  parts: readonly ErrorPart[],
  correlations: ErrorCorrelations = ERROR_CORRELATIONS,
): number {
  const open = parts.filter(({ isOpen }) => isOpen);
  const closed = parts.filter(({ isOpen }) => !isOpen);
  const inFull = open.reduce((sum, { share, distance }) => sum + share * distance, 0);
  const squared = closed.reduce(
    (sum, one) =>
      sum +
      closed.reduce(
        (row, other) =>
          row +
          correlationOf(one.dimension, other.dimension, correlations) *
            (one.share * one.distance * other.share * other.distance),
        0,
      ),
    0,
  );
  return inFull + Math.sqrt(Math.max(0, squared));
}

/** Whether an interval's end is the end of the scale. */
export function isScaleEnd(bound: number): boolean {
  return bound <= SCORE_RANGE.low || bound >= SCORE_RANGE.high;
}

function correlationOf(a: Dimension, b: Dimension, correlations: ErrorCorrelations): number {
  if (a === b) return 1;
  const pair = new Set([a, b]);
  if (!pair.has('vocabulary')) return correlations.accentFluency;
  return pair.has('fluency') ? correlations.vocabularyFluency : correlations.vocabularyAccent;
}
