/** From a language model's ratings to the scores of a candidate who speaks another language than English. */
import type { RubricAnalysis, Warning } from '@vivavoce/contract';
import type { CandidateMeasures } from '../measures/measure-candidate.ts';
import type { ReportShare } from '../progress.ts';
import type { CalibratedScores } from '../scales/calibration.ts';
import type { EstimatedScore } from '../scales/estimates.ts';
import { SCORE_RANGE } from '../scales/scale-mapping.ts';
import { type CandidateScores, withoutScores } from '../scales/score-candidate.ts';
import { rubricFigures } from './figures.ts';
import { limitedToMeasures } from './limit-to-measures.ts';
import type { NotRated, RubricRater, RubricRating } from './rate-by-rubric.ts';
import type { RatedDimension } from './rated-dimension.ts';

/** Least running words for a vocabulary score; fewer fill no window of the measures of English either. */
const MIN_WORDS = 100;
/** Share of the text in another language from which nothing is scored, as in English. */
const OTHER_LANGUAGE_SHARE = 0.7;
/** Least half of a 90 % interval: one band, for no data say how well language models agree with examiners. Ours. */
const MIN_HALF_WIDTH = 5 / 6;

/** Scores that a language model may have rated. */
export interface RubricScores extends CandidateScores {
  /** What adjusted the scores; absent where nothing did. */
  readonly calibrated?: CalibratedScores;
  /** The language model; absent where none rated. */
  readonly ratedBy?: string;
  readonly judgement?: RubricAnalysis;
}

/** The candidate's speech in another language than English. */
export interface RatedSpeech {
  readonly measures: CandidateMeasures;
  /** The requested language, ISO 639-1. */
  readonly language: string;
}

/**
 * Scores vocabulary and fluency; accent is never scored, as the model gets no audio.
 * @throws EngineError SCORING_FAILED when the model is not available; the signal's reason when aborted.
 */
export async function scoreByRubric(
  { measures, language }: RatedSpeech,
  rater: RubricRater,
  report?: ReportShare,
  signal?: AbortSignal,
): Promise<RubricScores> {
  const { code, confidence } = measures.language;
  if (code !== null && code !== language && confidence >= OTHER_LANGUAGE_SHARE) {
    return withoutScores('OTHER_LANGUAGE');
  }
  const { turns, fluency } = measures;
  const figures = rubricFigures(measures);
  const { ratings, isInfluenced } = await rater.rate({ language, turns, figures }, report, signal);
  const vocabulary = measures.vocabulary.words < MIN_WORDS ? 'not_enough' : ratings.vocabulary;
  const limited =
    typeof ratings.fluency === 'string' ? null : limitedToMeasures(ratings.fluency.median, fluency);
  const dimensions = [vocabulary, ratings.fluency];
  const warnings: [Warning['code'], boolean][] = [
    ['JUDGED_BY_LANGUAGE_MODEL', true],
    ['INSTRUCTIONS_IN_SPEECH', isInfluenced],
    ['VOCABULARY_TOO_FEW_WORDS', vocabulary === 'not_enough'],
    ['FLUENCY_TOO_LITTLE_SPEECH', ratings.fluency === 'not_enough'],
    ['JUDGEMENT_NOT_VERIFIED', dimensions.includes('not_verified')],
    ['ACCENT_NOT_SCORED_IN_LANGUAGE', true],
    ['WORD_TIMES_ESTIMATED', turns.some(({ words }) => words.some(({ timing }) => timing === 'estimated'))],
  ];
  return {
    ...withoutScores('ACCENT_NOT_SCORED_IN_LANGUAGE'),
    scores: {
      vocabulary: typeof vocabulary === 'string' ? null : estimateOf(vocabulary, vocabulary.median),
      fluency:
        typeof ratings.fluency === 'string' || limited === null ? null : estimateOf(ratings.fluency, limited),
      accent: null,
      overall: null,
    },
    ratedBy: rater.model,
    judgement: {
      vocabulary: ratingAnalysis(vocabulary, null),
      fluency: ratingAnalysis(ratings.fluency, limited),
    } satisfies Record<RatedDimension, unknown>,
    warnings: warnings.filter(([, seen]) => seen).map(([code]) => code),
  };
}

/** The interval reaches at least a band to both sides, and over all samples. */
function estimateOf({ samples }: RubricRating, estimate: number): EstimatedScore {
  const half = Math.max(MIN_HALF_WIDTH, ...samples.map((sample) => Math.abs(sample - estimate)));
  return {
    estimate,
    interval: {
      low: Math.max(SCORE_RANGE.low, estimate - half),
      high: Math.min(SCORE_RANGE.high, estimate + half),
      level: 0.9,
    },
  };
}

function ratingAnalysis(
  rating: RubricRating | NotRated,
  limited: number | null,
): RubricAnalysis['vocabulary'] {
  if (typeof rating === 'string') return null;
  return {
    samples: [...rating.samples],
    isHeldByMeasures: limited !== null && limited !== rating.median,
    evidence: rating.evidence,
  };
}
