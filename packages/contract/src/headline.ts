/** The scores as every headline shows them: the machine's, or a reviewer's where a review of the same result overrides them. */
import { z } from 'zod';
import type { Review } from './revision.ts';
import { CEFR_LEVELS, type CefrLevel, cefrLevelSchema, cefrOf, type Scores, scoreSchema } from './scale.ts';

/** The three scores and the overall one. */
export const SCORE_NAMES = ['overall', 'vocabulary', 'fluency', 'accent'] as const;

/** One of the four scores. */
export type ScoreName = (typeof SCORE_NAMES)[number];

const headlineScoreSchema = z.object({
  score: scoreSchema.nullable(),
  level: cefrLevelSchema.nullable(),
  source: z.enum(['analysis', 'review']).describe('Whether the analysis or a reviewer gave the score'),
});

export const headlineSchema = z
  .object({
    overall: headlineScoreSchema,
    vocabulary: headlineScoreSchema,
    fluency: headlineScoreSchema,
    accent: headlineScoreSchema,
  })
  .describe('The scores to show: a reviewer’s where the latest review of this result overrides them');

/** The four scores to show. */
export type Headline = z.infer<typeof headlineSchema>;

/** The level of one of the scores as the analysis made it. */
export function levelOf(scores: Scores, name: ScoreName): CefrLevel | null {
  return name === 'overall' ? scores.cefrLevel : scores[`${name}Cefr`];
}

/** The review, if it overrides scores of the result with this number; a review of an earlier result says nothing of a later one. */
export function overridingReview<Shown extends Pick<Review, 'decision' | 'scores' | 'revision'>>(
  review: Shown | null | undefined,
  revision: number,
): Shown | null {
  return review?.decision === 'override' && review.scores !== null && review.revision === revision
    ? review
    : null;
}

/** The scores to show for a result; `revision` is its number, 1 for the result of the analysis. */
export function headlineOf(
  scores: Scores,
  review: Pick<Review, 'decision' | 'scores' | 'revision'> | null | undefined,
  revision: number,
): Headline {
  const overridden = overridingReview(review, revision)?.scores ?? {};
  const of = (name: ScoreName): Headline[ScoreName] => {
    const score = overridden[name];
    return score === undefined
      ? { score: scores[name], level: levelOf(scores, name), source: 'analysis' }
      : { score, level: cefrOf(score), source: 'review' };
  };
  return {
    overall: of('overall'),
    vocabulary: of('vocabulary'),
    fluency: of('fluency'),
    accent: of('accent'),
  };
}

/** The dimension whose level lies below that of the others, and so holds the overall level back; null where none does. */
export function holdingBack(headline: Headline): 'vocabulary' | 'fluency' | 'accent' | null {
  const ranked = (['vocabulary', 'fluency', 'accent'] as const)
    .flatMap((name) => {
      const { score, level } = headline[name];
      return score === null || level === null ? [] : [{ name, score, at: CEFR_LEVELS.indexOf(level) }];
    })
    .sort((one, other) => one.score - other.score);
  const [lowest, next] = ranked;
  return ranked.length === 3 && lowest && next && lowest.at < next.at ? lowest.name : null;
}
