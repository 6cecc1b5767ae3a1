/** Where a figure stands against what is usual at a level (`TYPICAL_RANGES` of the contract). */
import { type CefrLevel, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';

/** How a figure compares with what is usual. */
export interface Standing {
  /** Above 0 for the side of a higher level; 1 is the edge of the usual range, -1 the other edge. */
  readonly merit: number;
  /** As `merit`, but from the middle of the scale, between B1 and B2: which way the figure speaks, and how clearly. */
  readonly pull: number;
  /** Whether the figure itself is larger, smaller, or within the usual range. */
  readonly size: 'more' | 'usual' | 'less';
}

/** How a figure compares with the usual range at a level. */
export function standingOf(measure: TypicalMeasure, value: number, level: CefrLevel): Standing {
  const { direction, ranges } = TYPICAL_RANGES[measure];
  const [low, high] = ranges[level];
  const halfWidth = (high - low) / 2;
  const middle = (centre(ranges.B1) + centre(ranges.B2)) / 2;
  return {
    merit: (direction * (value - centre(ranges[level]))) / halfWidth,
    pull: (direction * (value - middle)) / halfWidth,
    size: value > high ? 'more' : value < low ? 'less' : 'usual',
  };
}

function centre([low, high]: readonly [low: number, high: number]): number {
  return (low + high) / 2;
}
