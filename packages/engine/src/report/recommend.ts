/** What the levels mean at work: can-do, differences between the scores, how sure it is, when a person must listen. */
import { cefrOf } from '@vivavoce/contract';
import { DIMENSIONS } from '../scales/estimates.ts';
import type { Catalogue } from './catalogue.ts';
import { ENGLISH } from './en/english.ts';
import { missingBecause } from './missing.ts';
import { namedLevels } from './named-levels.ts';
import type { ReportInput, ScoreWithLevel } from './report-input.ts';
import { reviewReasons } from './review.ts';

/** Difference on the scale of 0 to 5 from which one score is called ahead of another: one band. */
const AHEAD = 5 / 6;
/** Reasons for listening that fit into one sentence. */
const MOST_REASONS = 2;

/** Two to four sentences; never a verdict. */
export function recommend(input: ReportInput, catalogue: Catalogue = ENGLISH): string {
  const { recommendation: say } = catalogue;
  const made = madeScores(input);
  const [highest] = made;
  const lowest = made.at(-1);
  if (highest === undefined || lowest === undefined) {
    return [say.nothing(missingBecause(input, 'vocabulary', catalogue)), say.listenInstead].join(' ');
  }
  const { overall } = input.scores;
  return [
    overall === null ? say.withoutOverall(lowest) : say.overall(cefrOf(overall.estimate)),
    differences(input, highest, lowest, catalogue),
    describeUncertainty(input, lowest, catalogue),
    describeReview(input, catalogue),
  ].join(' ');
}

/** The scores that were made, highest first. */
function madeScores({ scores }: ReportInput): ScoreWithLevel[] {
  return DIMENSIONS.flatMap((dimension) => {
    const score = scores[dimension];
    return score === null ? [] : [{ dimension, ...score, level: cefrOf(score.estimate) }];
  }).sort((a, b) => b.estimate - a.estimate);
}

function differences(
  input: ReportInput,
  highest: ScoreWithLevel,
  lowest: ScoreWithLevel,
  catalogue: Catalogue,
): string {
  const { recommendation: say } = catalogue;
  const unmade = DIMENSIONS.filter((dimension) => input.scores[dimension] === null);
  if (unmade.length === 0) {
    return highest.estimate - lowest.estimate < AHEAD ? say.even : say.uneven(highest, lowest);
  }
  const byReason = Map.groupBy(unmade, (dimension) => missingBecause(input, dimension, catalogue));
  return say.missing([...byReason].map(([because, dimensions]) => ({ dimensions, because })));
}

function describeUncertainty(
  { scores: { overall }, analysis }: ReportInput,
  lowest: ScoreWithLevel,
  { recommendation: say, rated }: Catalogue,
): string {
  const { low, high } = namedLevels(overall ?? lowest);
  if (analysis.judgement !== undefined) return rated.range(lowest.dimension, low, high);
  return say.range(overall === null ? lowest.dimension : 'overall', low, high);
}

function describeReview(
  { scores, analysis, candidateConfidence }: ReportInput,
  { recommendation: say, review }: Catalogue,
): string {
  const evidence = {
    warnings: analysis.quality.warnings,
    candidateConfidence,
    intervals: {
      vocabulary: scores.vocabulary?.interval ?? null,
      fluency: scores.fluency?.interval ?? null,
      accent: scores.accent?.interval ?? null,
    },
  };
  const reasons = reviewReasons(evidence, review);
  return reasons.length === 0 ? say.listenIfClose : say.listenBecause(reasons.slice(0, MOST_REASONS));
}
