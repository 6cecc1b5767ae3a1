import type { EstimatedScore } from './estimates.ts';
import { type RatingScale, SCORE_RANGE } from './scale-mapping.ts';

/** A score, and whether it lies above the ratings in the training data. */
export interface CalibratedScore {
  readonly score: EstimatedScore;
  readonly isAboveCalibratedRange: boolean;
}

/** What people would judge, give or take half of the 90 % interval, as a score; above the scale's data open upwards. */
export function calibratedScore(
  predicted: number,
  halfWidth: number,
  { scoreOf, calibratedUpTo }: RatingScale,
): CalibratedScore {
  const isAboveCalibratedRange = predicted >= calibratedUpTo;
  const high = isAboveCalibratedRange ? SCORE_RANGE.high : scoreOf(predicted + halfWidth);
  return {
    score: {
      estimate: scoreOf(predicted),
      interval: { low: scoreOf(predicted - halfWidth), high, level: 0.9 },
    },
    isAboveCalibratedRange,
  };
}
