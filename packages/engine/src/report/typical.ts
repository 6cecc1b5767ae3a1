/**
 * What is usual at a level, to choose which figure stands out and to say "more than usual". No score uses it.
 *
 * MATTR and MTLD: 10th and 90th percentile of the cleaned words of 799 oral interviews (NICT JLE) pooled by the
 * published SST to CEFR alignment, printed by `training/report/typical_speakers.py`; there is no C1 or C2 in them, so
 * these levels share the range of B2. The other rows are orientation ranges blended from studies of learners' speech
 * (pauses from 250 ms; Kormos & Denes 2004; Ginther, Dimova & Yang 2010; Tavakoli, Nakatsuhara & Hunter 2020; Huang &
 * Graf 2020); they are wide, and a figure is called unusual only when it lies outside of them. A1 shares the range of
 * A2 in those rows. They give way to medians of our own measures once these are known.
 */
import type { CefrLevel } from '@vivavoce/contract';

/** Measures whose usual range is known. */
export type TypicalMeasure =
  | 'mattr'
  | 'mtld'
  | 'articulationRate'
  | 'meanLengthOfRun'
  | 'phonationRatio'
  | 'silentPausesPerMinute'
  | 'meanSilentPauseMs'
  | 'filledPausesPerMinute';

type Range = readonly [low: number, high: number];

interface TypicalRow {
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

/** Usual ranges by level. */
export const TYPICAL: Readonly<Record<TypicalMeasure, TypicalRow>> = {
  mattr: row(1, [0.65, 0.74], [0.67, 0.74], [0.69, 0.76], [0.7, 0.76], [0.7, 0.76], [0.7, 0.76]),
  mtld: row(1, [26, 50], [31, 54], [37, 59], [41, 63], [41, 63], [41, 63]),
  /** Syllables a second of phonation time. */
  articulationRate: row(1, [2.8, 3.6], [2.8, 3.6], [3.2, 4.0], [3.6, 4.4], [3.9, 4.8], [4.0, 5.5]),
  /** Syllables between silent pauses. */
  meanLengthOfRun: row(1, [3, 5], [3, 5], [4, 7], [6, 9], [8, 13], [9, 18]),
  phonationRatio: row(1, [0.5, 0.65], [0.5, 0.65], [0.58, 0.72], [0.65, 0.8], [0.7, 0.85], [0.72, 0.88]),
  silentPausesPerMinute: row(-1, [28, 40], [28, 40], [22, 34], [18, 28], [14, 24], [10, 22]),
  meanSilentPauseMs: row(-1, [900, 1400], [900, 1400], [700, 1100], [600, 900], [500, 800], [450, 750]),
  filledPausesPerMinute: row(-1, [6, 18], [6, 18], [5, 15], [4, 12], [3, 10], [2, 9]),
};

/** How a figure compares with what is usual. */
export interface Standing {
  /** Above 0 for the side of a higher level; 1 is the edge of the usual range, -1 the other edge. */
  readonly merit: number;
  /** Whether the figure itself is larger, smaller, or within the usual range. */
  readonly size: 'more' | 'usual' | 'less';
}

/** How a figure compares with the usual range at a level. */
export function standingOf(measure: TypicalMeasure, value: number, level: CefrLevel): Standing {
  const { direction, ranges } = TYPICAL[measure];
  const [low, high] = ranges[level];
  const offset = (value - (low + high) / 2) / ((high - low) / 2);
  return { merit: direction * offset, size: offset > 1 ? 'more' : offset < -1 ? 'less' : 'usual' };
}
