/** What the levels mean at work: can-do, differences between the scores, how sure it is, when a person must listen. */
import { cefrOf, namedLevels } from '@vivavoce/contract';
import { type ReportTexts, reportTexts } from '@vivavoce/texts/report';
import { DIMENSIONS } from '../scales/estimates.ts';
import { missingBecause } from './missing.ts';
import type { ReportInput, ScoreWithLevel } from './report-input.ts';
import { reviewReasons } from './review.ts';

/** Difference on the scale of 0 to 5 from which one score is called ahead of another: one band. */
const AHEAD = 5 / 6;
/** Reasons for listening that fit into one sentence. */
const MOST_REASONS = 2;

/** Two to four sentences; never a verdict. */
export function recommend(input: ReportInput, t: ReportTexts = reportTexts('en')): string {
  const made = madeScores(input);
  const [highest] = made;
  const lowest = made.at(-1);
  if (highest === undefined || lowest === undefined) {
    return [
      t('recommendation.nothing', { because: missingBecause(input, 'vocabulary', t) }),
      t('recommendation.listenInstead'),
    ].join(' ');
  }
  const { overall } = input.scores;
  return [
    overall === null
      ? t('recommendation.withoutOverall', {
          dimension: t(`dimensions.${lowest.dimension}`),
          level: lowest.level,
          meaning: t(`levels.${lowest.dimension}.${lowest.level}`),
        })
      : t('recommendation.overall', { context: cefrOf(overall.estimate) }),
    differences(input, highest, lowest, t),
    describeUncertainty(input, lowest, t),
    describeReview(input, t),
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
  t: ReportTexts,
): string {
  const unmade = DIMENSIONS.filter((dimension) => input.scores[dimension] === null);
  if (unmade.length === 0) {
    if (highest.estimate - lowest.estimate < AHEAD) return t('recommendation.even');
    return t('recommendation.uneven', {
      highest: t(`dimensions.${highest.dimension}`),
      highestLevel: highest.level,
      lowest: t(`dimensions.${lowest.dimension}`),
      lowestLevel: lowest.level,
      meaning: t(`levels.${lowest.dimension}.${lowest.level}`),
    });
  }
  const byReason = Map.groupBy(unmade, (dimension) => missingBecause(input, dimension, t));
  const groups = [...byReason].map(([because, dimensions]) =>
    t('recommendation.missingGroup', {
      because,
      dimensions: dimensions.map((one) => t(`dimensions.${one}`)),
    }),
  );
  return t('recommendation.missing', { groups });
}

function describeUncertainty(
  { scores: { overall }, analysis }: ReportInput,
  lowest: ScoreWithLevel,
  t: ReportTexts,
): string {
  const { estimate: score, interval } = overall ?? lowest;
  const range = namedLevels({ score, level: cefrOf(score), interval });
  const isOneLevel = range.low === range.high;
  const level = range.low;
  const dimension = t(`dimensions.${lowest.dimension}`);
  if (analysis.judgement !== undefined) {
    return isOneLevel
      ? t('rated.rangeOfOneLevel', { dimension, level })
      : t('rated.range', { dimension, ...range });
  }
  if (overall === null) {
    return isOneLevel
      ? t('recommendation.rangeOfOneLevel', { dimension, level })
      : t('recommendation.range', { dimension, ...range });
  }
  return isOneLevel
    ? t('recommendation.overallRangeOfOneLevel', { level })
    : t('recommendation.overallRange', range);
}

function describeReview({ scores, analysis, candidateConfidence }: ReportInput, t: ReportTexts): string {
  const evidence = {
    warnings: analysis.quality.warnings,
    candidateConfidence,
    intervals: {
      vocabulary: scores.vocabulary?.interval ?? null,
      fluency: scores.fluency?.interval ?? null,
      accent: scores.accent?.interval ?? null,
    },
  };
  const reasons = reviewReasons(evidence, t).slice(0, MOST_REASONS);
  return reasons.length === 0
    ? t('recommendation.listenIfClose')
    : t('recommendation.listenBecause', { reasons });
}
