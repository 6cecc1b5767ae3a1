import { z } from 'zod';

/** The six levels of the Common European Framework of Reference, lowest first. */
export const CEFR_LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;

export const cefrLevelSchema = z
  .enum(CEFR_LEVELS)
  .describe('Level of the Common European Framework of Reference');

/** A level of the Common European Framework of Reference. */
export type CefrLevel = z.infer<typeof cefrLevelSchema>;

export const scoreSchema = z.number().min(0).max(5).describe('Score from 0 to 5, one decimal');

export const percentSchema = z.int().min(0).max(100).describe('The score times 20, rounded: 0 to 100');

export const intervalSchema = z
  .object({
    low: z.number().min(0).max(5).describe('Lower bound, 0 to 5'),
    high: z.number().min(0).max(5).describe('Upper bound, 0 to 5'),
    level: z.literal(0.9).describe('Share of such intervals that contain the score people would give'),
  })
  .describe('The 90 % interval of a score, on the scale of 0 to 5');

/** The 90 % interval of a score, on the scale of 0 to 5. */
export type Interval = z.infer<typeof intervalSchema>;

export const scoresSchema = z
  .object({
    vocabulary: scoreSchema.nullable(),
    vocabularyCefr: cefrLevelSchema.nullable(),
    vocabularyPercent: percentSchema.nullable(),
    fluency: scoreSchema.nullable(),
    fluencyCefr: cefrLevelSchema.nullable(),
    fluencyPercent: percentSchema.nullable(),
    accent: scoreSchema.nullable(),
    accentCefr: cefrLevelSchema.nullable(),
    accentPercent: percentSchema.nullable(),
    overall: scoreSchema.nullable().describe('Null unless there are all three scores'),
    cefrLevel: cefrLevelSchema.nullable(),
    overallPercent: percentSchema.nullable(),
  })
  .describe('Scores of the candidate. A missing one is null in all three forms.');

/** Scores of the candidate; a missing one is null in all three forms. */
export type Scores = z.infer<typeof scoresSchema>;

/**
 * The level of an unrounded score from 0 to 5: six bands of equal width.
 * @throws RangeError if the score is not within 0 to 5.
 */
export function cefrOf(score: number): CefrLevel {
  if (!(score >= 0 && score <= 5)) throw new RangeError(`score must be from 0 to 5; got ${score}`);
  const band = Math.min(CEFR_LEVELS.length - 1, Math.floor((score * CEFR_LEVELS.length) / 5));
  return CEFR_LEVELS[band] as CefrLevel;
}

/** Width of a level's band on 0 to 5. */
export const CEFR_BAND = 5 / CEFR_LEVELS.length;

/** The middle of a level's band, 0 to 5. */
export function middleOf(level: CefrLevel): number {
  return (CEFR_LEVELS.indexOf(level) + 0.5) * CEFR_BAND;
}

/** The integer percentage of an unrounded score from 0 to 5. */
export function percentOf(score: number): number {
  return Math.round(score * 20);
}
