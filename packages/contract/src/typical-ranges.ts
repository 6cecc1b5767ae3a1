/**
 * Typical ranges of measures by level, to choose which figures a report mentions and to call one unusual. Those of the rates
 * and the length of run also put fluency on the scale.
 *
 * MATTR and MTLD: 10th and 90th percentile of our own measures of 799 oral interviews (NICT JLE), pooled by the published
 * alignment of their levels (1-3 = A1, 4-5 = A2, 6-7 = B1, 8-9 = B2). There is no C1 or C2 in them: these levels share the
 * range of 47 native speakers (Switchboard, ICSI meetings). `training/measure-norms/report.ts` prints the medians level by
 * level ("Cleaned by us") and the percentiles of the native speakers.
 *
 * The other rows are orientation ranges blended from studies of learners' speech (pauses from 250 ms; Kormos & Denes
 * 2004; Ginther, Dimova & Yang 2010; Tavakoli, Nakatsuhara & Hunter 2020; Huang & Graf 2020), not medians of our own
 * measures: no recordings with levels were at hand. They are wide, and a figure is called unusual only outside of them.
 * A1 shares the range of A2 in those rows.
 *
 * Filled pauses have no row: speech recognition drops many of them, so a low count means little.
 */
import type { CefrLevel } from './scale.ts';

/** Measures whose usual range is known. */
export type TypicalMeasure =
  | 'mattr'
  | 'mtld'
  | 'speechRate'
  | 'articulationRate'
  | 'meanLengthOfRun'
  | 'phonationRatio'
  | 'silentPausesPerMinute'
  | 'meanSilentPauseMs';

/** The edges of a usual range, in the unit of its measure. */
type Range = readonly [low: number, high: number];

/** What is usual for one measure, level by level. */
export interface TypicalRow {
  /** 1 when more of it goes with a higher level, -1 when less does. */
  readonly direction: 1 | -1;
  readonly ranges: Readonly<Record<CefrLevel, Range>>;
}

function row(
  direction: 1 | -1,
  a1: Range,
  a2: Range,
  b1: Range,
  b2: Range,
  c1: Range,
  c2: Range,
): TypicalRow {
  return { direction, ranges: { A1: a1, A2: a2, B1: b1, B2: b2, C1: c1, C2: c2 } };
}

/** Usual ranges of each measure by level. */
export const TYPICAL_RANGES: Readonly<Record<TypicalMeasure, TypicalRow>> = {
  mattr: row(1, [0.64, 0.74], [0.65, 0.73], [0.68, 0.75], [0.7, 0.75], [0.74, 0.79], [0.74, 0.79]),
  mtld: row(1, [23, 47], [28, 47], [34, 55], [39, 57], [46, 73], [46, 73]),
  /** Syllables a second of speaking time, pruned. */
  speechRate: row(1, [1.5, 2.3], [1.5, 2.3], [2.0, 2.8], [2.5, 3.3], [2.9, 3.7], [3.3, 4.5]),
  /** Syllables a second of phonation time. */
  articulationRate: row(1, [2.8, 3.6], [2.8, 3.6], [3.2, 4.0], [3.6, 4.4], [3.9, 4.8], [4.0, 5.5]),
  /** Syllables between silent pauses. */
  meanLengthOfRun: row(1, [3, 5], [3, 5], [4, 7], [6, 9], [8, 13], [9, 18]),
  phonationRatio: row(1, [0.5, 0.65], [0.5, 0.65], [0.58, 0.72], [0.65, 0.8], [0.7, 0.85], [0.72, 0.88]),
  silentPausesPerMinute: row(-1, [28, 40], [28, 40], [22, 34], [18, 28], [14, 24], [10, 22]),
  meanSilentPauseMs: row(-1, [900, 1400], [900, 1400], [700, 1100], [600, 900], [500, 800], [450, 750]),
};
