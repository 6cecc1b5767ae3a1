import type { Interval } from '@vivavoce/contract';

/** The three things that are scored. */
export const DIMENSIONS = ['vocabulary', 'fluency', 'accent'] as const;

/** One of the three things that are scored. */
export type Dimension = (typeof DIMENSIONS)[number];

/** A score as it was estimated. */
export interface EstimatedScore {
  /** 0 to 5, not rounded. */
  readonly estimate: number;
  readonly interval: Interval;
}

/** The estimated scores; one is null when a warning says why it was not made. */
export interface EstimatedScores extends Readonly<Record<Dimension, EstimatedScore | null>> {
  /** Null unless all three were made. */
  readonly overall: EstimatedScore | null;
}
