import { z } from 'zod';
import { scoresSchema } from './scale.ts';

/** The scores that a client's calibration can adjust; the overall score follows as their mean. */
export const CALIBRATED_DIMENSIONS = ['vocabulary', 'fluency', 'accent'] as const;

/**
 * Fewest rated candidates from which a score is adjusted. With an error of about one level for a single rating, the mean of
 * the ten candidates behind each point of a curve is good to a third of a level. Ours.
 */
export const MIN_CALIBRATION_CANDIDATES = 50;

const score = z.number().min(0).max(5);

export const calibrationCurveSchema = z
  .object({
    candidates: z.int().min(MIN_CALIBRATION_CANDIDATES).describe('Rated candidates behind it'),
    points: z
      .array(z.object({ from: score.describe('Score, 0 to 5'), to: score.describe('Adjusted, 0 to 5') }))
      .min(3)
      .max(20)
      .refine((points) => points.every((point, at) => at === 0 || isAfter(points[at - 1], point)), {
        error: 'Points must rise in from and never fall in to',
      })
      .refine((points) => [points[0], points.at(-1)].every((end) => end?.from === end?.to), {
        error: 'The first and the last point must leave the score as it is',
      }),
  })
  .describe('Straight lines through points; below the first and above the last, scores are left as they are');

type Point = { readonly from: number; readonly to: number };

function isAfter(before: Point | undefined, { from, to }: Point): boolean {
  return before !== undefined && before.from < from && before.to <= to;
}

export const calibrationSchema = z
  .object({
    id: z.uuid(),
    createdAt: z.iso.datetime(),
    scale: z
      .string()
      .describe(
        'Engine version and score weights that it was made for; scores made by others are not adjusted',
      ),
    ratings: z.int().min(1).describe('Number of ratings it was made from'),
    raters: z.int().min(1).describe('Number of people who rated'),
    curves: z
      .object({
        vocabulary: calibrationCurveSchema,
        fluency: calibrationCurveSchema,
        accent: calibrationCurveSchema,
      })
      .partial()
      .refine((curves) => Object.keys(curves).length > 0, { error: 'At least one curve is needed' })
      .describe('Adjustment of each score; one without is left as it is'),
  })
  .describe('An adjustment of scores to the levels that a client’s own raters gave');

export const appliedCalibrationSchema = calibrationSchema
  .extend({ unadjusted: scoresSchema.describe('The scores before the adjustment') })
  .describe('The calibration that adjusted the scores');

/** The adjustment of one score. */
export type CalibrationCurve = z.infer<typeof calibrationCurveSchema>;
/** An adjustment of scores to the levels that a client's own raters gave. */
export type Calibration = z.infer<typeof calibrationSchema>;
/** The calibration that adjusted a result, with the scores before. */
export type AppliedCalibration = z.infer<typeof appliedCalibrationSchema>;
