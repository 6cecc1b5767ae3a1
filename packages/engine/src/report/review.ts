/** What was noticed about a recording in words, and when a person should listen before anybody relies on the scores. */
import type { Interval, Warning } from '@vivavoce/contract';
import { type ReportTexts, reportTexts } from '@vivavoce/texts/report';
import { DIMENSIONS, type Dimension } from '../scales/estimates.ts';

/** Width of a 90 % interval, on the scale of 0 to 5, above which an estimate says too little: two of its six bands. */
export const WIDE_INTERVAL = 5 / 3;

/** Warnings that are no reason to listen. */
const NO_REASON = [
  'NARROW_BAND',
  'MEMORISED_OR_READ',
  'ACCENT_NOT_SCORED_IN_LANGUAGE',
  'WORD_TIMES_ESTIMATED',
] as const satisfies readonly Warning['code'][];
type ReviewReason = Exclude<Warning['code'], (typeof NO_REASON)[number]>;

/** Whether a person should listen, and why: one sentence a reason. */
export interface ReviewAdvice {
  readonly recommended: boolean;
  readonly reasons: string[];
}

/** What decides whether a person should listen. */
export interface ReviewEvidence {
  /** Only the codes count. */
  readonly warnings: readonly Pick<Warning, 'code'>[];
  readonly candidateConfidence: 'high' | 'medium' | 'low';
  /** The 90 % interval of each score; null for one that was not made. */
  readonly intervals: Readonly<Record<Dimension, Interval | null>>;
}

/** A warning with its message. */
export function warningOf(code: Warning['code'], t: ReportTexts = reportTexts('en')): Warning {
  return { code, message: t(`warnings.${code}`) };
}

/** Whether a person should listen to the recording, and why. */
export function reviewAdvice(evidence: ReviewEvidence, t: ReportTexts = reportTexts('en')): ReviewAdvice {
  const clauses = reviewReasons(evidence, t);
  return {
    recommended: clauses.length > 0,
    reasons: clauses.map((clause) => t('review.sentence', { clause })),
  };
}

/** The reasons of `reviewAdvice` as clauses, to be built into a sentence. */
export function reviewReasons(
  { warnings, candidateConfidence, intervals }: ReviewEvidence,
  t: ReportTexts,
): string[] {
  const clauses: string[] = [];
  if (candidateConfidence === 'low') clauses.push(t('review.candidateUncertain'));
  if (candidateConfidence === 'medium') clauses.push(t('review.candidateMostLikely'));
  for (const { code } of warnings) {
    if (!isReason(code) || (code === 'CANDIDATE_UNCERTAIN' && candidateConfidence !== 'high')) continue;
    clauses.push(t(`review.ofWarning.${code}`));
  }
  const wide = DIMENSIONS.filter((dimension) => {
    const interval = intervals[dimension];
    return interval !== null && interval.high - interval.low > WIDE_INTERVAL;
  });
  if (wide.length > 0) {
    const dimensions = wide.map((dimension) => t(`dimensions.${dimension}`));
    clauses.push(t('review.wideInterval', { count: wide.length, dimensions }));
  }
  const unscored = DIMENSIONS.every((dimension) => intervals[dimension] === null);
  if (unscored && clauses.length === 0) clauses.push(t('review.noScores'));
  return [...new Set(clauses)];
}

function isReason(code: Warning['code']): code is ReviewReason {
  return !NO_REASON.some((one) => one === code);
}
