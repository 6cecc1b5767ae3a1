import type { EstimatedScore } from './estimates.ts';
import { type RatingScale, SCORE_RANGE, withinScale } from './scale-mapping.ts';

/** A score, and whether it lies above the ratings in the training data. */
export interface CalibratedScore {
  readonly score: EstimatedScore;
  readonly isAboveCalibratedRange: boolean;
}

/** What people would rate, give or take half of the 90 % interval, as a score; above the scale's data open upwards. */
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

/** A score whose interval reaches further to both sides, within 0 to 5. */
export function widened(calibrated: CalibratedScore, by: number): CalibratedScore {
  const { estimate, interval } = calibrated.score;
  const { low, high, level } = interval;
  return {
    ...calibrated,
    score: { estimate, interval: { low: withinScale(low - by), high: withinScale(high + by), level } },
  };
}
