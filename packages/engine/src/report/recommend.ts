/** What the levels mean at work: can-do, differences between the scores, how sure it is, when a person must listen. */
import { cefrOf } from '@vivavoce/contract';
import { DIMENSIONS, type Dimension } from '../scales/estimates.ts';
import { recommendation as say } from './en/recommendation.ts';
import { missingBecause } from './missing.ts';
import type { ReportInput, ToldScore } from './report-input.ts';
import { reviewReasons } from './review.ts';

/** Difference on the scale of 0 to 5 from which one score is called ahead of another: one band. */
const AHEAD = 5 / 6;
/** Reasons for listening that fit into one sentence. */
const MOST_REASONS = 2;

/** Two to four sentences; never a verdict. */
export function recommend(input: ReportInput): string {
  const made = madeScores(input);
  const unmade = DIMENSIONS.filter((dimension) => input.scores[dimension] === null);
  const [highest] = made;
  const lowest = made.at(-1);
  if (highest === undefined || lowest === undefined) {
    return [say.nothing(missingBecause(input, 'vocabulary')), say.listenInstead].join(' ');
  }
  const { overall } = input.scores;
  return [
    overall === null ? say.withoutOverall(lowest) : say.overall(cefrOf(overall.estimate)),
    differences(input, unmade, highest, lowest),
    howSure(input, lowest),
    whenToListen(input),
  ].join(' ');
}

/** The scores that were made, highest first. */
export function madeScores({ scores }: ReportInput): ToldScore[] {
  return DIMENSIONS.flatMap((dimension) => {
    const score = scores[dimension]?.estimate;
    return score === undefined ? [] : [{ dimension, score, level: cefrOf(score) }];
  }).sort((a, b) => b.score - a.score);
}

function differences(
  input: ReportInput,
  unmade: readonly Dimension[],
  highest: ToldScore,
  lowest: ToldScore,
): string {
  const [first] = unmade;
  if (first !== undefined) return say.missing(unmade, missingBecause(input, first));
  return highest.score - lowest.score < AHEAD ? say.even : say.uneven(highest, lowest);
}

function howSure({ scores }: ReportInput, lowest: ToldScore): string {
  const [what, score] =
    scores.overall === null
      ? ([lowest.dimension, scores[lowest.dimension]] as const)
      : (['overall', scores.overall] as const);
  const { low, high } = score?.interval ?? { low: 0, high: 5 };
  return say.range(what, cefrOf(low), cefrOf(high));
}

function whenToListen({ scores, analysis, candidateConfidence }: ReportInput): string {
  const reasons = reviewReasons({
    warnings: analysis.quality.warnings,
    candidateConfidence,
    intervals: {
      vocabulary: scores.vocabulary?.interval ?? null,
      fluency: scores.fluency?.interval ?? null,
      accent: scores.accent?.interval ?? null,
    },
  });
  return reasons.length === 0 ? say.listenIfClose : say.listenBecause(reasons.slice(0, MOST_REASONS));
}
