import { isScaleEnd, jointDistance } from './error-correlations.ts';
import { DIMENSIONS, type Dimension, type EstimatedScore } from './estimates.ts';
import { withinScale } from './scale-mapping.ts';

/**
 * The overall score: the weighted mean of the three; null unless all three were made. They count alike, because no data say how
 * people weigh them (decision record 6; equal weights lose little to the best ones: Dawes 1979, American Psychologist 34(7)).
 * Its interval reaches as far as the three intervals do together, by how their errors are known to go together.
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
  const total = DIMENSIONS.length - 1 + accentWeight;
  const parts = DIMENSIONS.flatMap((dimension) => {
    const score = scores[dimension];
    const share = (dimension === 'accent' ? accentWeight : 1) / total;
    return score === null ? [] : [{ dimension, share, score }];
  });
  if (parts.length < DIMENSIONS.length) return null;
  // Three scores at the end of the scale can come out a rounding error beyond it.
  const estimate = withinScale(parts.reduce((sum, { share, score }) => sum + share * score.estimate, 0));
  const distanceTo = (end: 'low' | 'high') =>
    jointDistance(
      parts.map(({ dimension, share, score }) => ({
        dimension,
        share,
        distance: Math.abs(score.interval[end] - score.estimate),
        isOpen: isScaleEnd(score.interval[end]),
      })),
    );
  return {
    estimate,
    interval: {
      low: withinScale(estimate - distanceTo('low')),
      high: withinScale(estimate + distanceTo('high')),
      level: 0.9,
    },
  };
}
