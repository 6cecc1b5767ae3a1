/**
 * Scores on the scale of an organisation's own raters: along curves that `vivavoce calibrate` made from their ratings. A curve
 * is followed only between the lowest and the highest score that was rated; it begins and ends on the score itself, so that
 * scores neither jump nor change places.
 */
import { createHash } from 'node:crypto';
import type { Calibration, CalibrationCurve, Provenance } from '@vivavoce/contract';
import engine from '../../package.json' with { type: 'json' };
import { DIMENSIONS, type Dimension, type EstimatedScore, type EstimatedScores } from './estimates.ts';
import { overallScore } from './overall.ts';
import { alongCurve } from './piecewise-linear.ts';
import type { CandidateScores } from './score-candidate.ts';

/** Scores that were adjusted, with the calibration that did it and the scores before. */
export interface CalibratedScores {
  readonly calibration: Calibration;
  readonly unadjusted: EstimatedScores;
}

/** Weights whose change moves scores, by name. */
const SCORE_WEIGHTS = /^score-/;

/**
 * What decides the scale of a score: version of the engine without the patch, which changes no scores, and the SHA-256 of
 * the score weights. Scores of one scale can be compared and adjusted alike.
 */
export function scoreScaleOf({
  engineVersion,
  models,
}: Pick<Provenance, 'engineVersion' | 'models'>): string {
  const [major, minor] = engineVersion.split('.');
  const weights = models.filter(({ name }) => SCORE_WEIGHTS.test(name));
  const hash = createHash('sha256');
  for (const { name, sha256 } of weights.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${name} ${sha256}\n`);
  }
  return `${major}.${minor}-${hash.digest('hex').slice(0, 16)}`;
}

/** A score along the points of a curve, all 0 to 5; what lies outside of it is left as it is. */
export function adjustedScore(points: CalibrationCurve['points'], score: number): number {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || score <= first.from || score >= last.from) return score;
  return alongCurve(
    points.map(({ from, to }) => [from, to] as const),
    score,
  );
}

/**
 * Adjusts scores and intervals, and the overall score with them. Scores of another scale than the calibration's are left.
 * @param models that the scores were made by.
 */
export function calibrateScores<Scored extends CandidateScores>(
  scored: Scored,
  {
    calibration,
    accentWeight,
  }: { readonly calibration?: Calibration | undefined; readonly accentWeight: number },
  models: Provenance['models'],
): Scored & { readonly calibrated?: CalibratedScores } {
  if (calibration?.scale !== scoreScaleOf({ engineVersion: engine.version, models })) return scored;
  const { curves } = calibration;
  const of = (dimension: Dimension) => adjustedEstimate(curves[dimension], scored.scores[dimension]);
  const [vocabulary, fluency, accent] = [of('vocabulary'), of('fluency'), of('accent')];
  const made = { vocabulary, fluency, accent };
  if (DIMENSIONS.every((dimension) => made[dimension] === scored.scores[dimension])) return scored;
  return {
    ...scored,
    scores: { ...made, overall: overallScore(made, accentWeight) },
    calibrated: { calibration, unadjusted: scored.scores },
  };
}

function adjustedEstimate(
  curve: CalibrationCurve | undefined,
  score: EstimatedScore | null,
): EstimatedScore | null {
  if (curve === undefined || score === null) return score;
  const { low, high, level } = score.interval;
  return {
    estimate: adjustedScore(curve.points, score.estimate),
    interval: { low: adjustedScore(curve.points, low), high: adjustedScore(curve.points, high), level },
  };
}
