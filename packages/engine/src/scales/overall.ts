import { DIMENSIONS, type Dimension, type EstimatedScore } from './estimates.ts';

/**
 * The overall score: the weighted mean of the three, and of the bounds of their intervals, as if all three erred to the
 * same side; null unless all three were made. They count alike, because no data say how people weigh them (decision
 * record 6; equal weights lose little to the best ones: Dawes 1979, American Psychologist 34(7)).
 * @param accentWeight how much accent counts against the other two, 0 to 1; below 1 where a job does not need it.
 * @throws RangeError for another weight.
 */
export function overallScore(
  scores: Readonly<Record<Dimension, EstimatedScore | null>>,
  accentWeight = 1,
): EstimatedScore | null {
  if (!(accentWeight >= 0 && accentWeight <= 1)) {
    throw new RangeError(`The weight of accent lies between 0 and 1, got ${accentWeight}`);
  }
  const made = DIMENSIONS.map((dimension) => scores[dimension]).filter((score) => score !== null);
  if (made.length < DIMENSIONS.length) return null;
  const weights = DIMENSIONS.map((dimension) => (dimension === 'accent' ? accentWeight : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (of: (score: EstimatedScore) => number) =>
    made.reduce((sum, score, at) => sum + of(score) * (weights[at] ?? 0), 0) / total;
  const estimate = mean((score) => score.estimate);
  return {
    estimate,
    // A mean of three equal numbers can come out a rounding error away from them.
    interval: {
      low: Math.min(
        estimate,
        mean((score) => score.interval.low),
      ),
      high: Math.max(
        estimate,
        mean((score) => score.interval.high),
      ),
      level: 0.9,
    },
  };
}
