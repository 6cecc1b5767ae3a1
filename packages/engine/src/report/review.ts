/** What was noticed about a recording in words, and when a person should listen before anybody relies on the scores. */
import type { Interval, Warning } from '@vivavoce/contract';
import { DIMENSIONS, type Dimension } from '../scales/estimates.ts';
import type { Catalogue, ReviewClauses } from './catalogue.ts';
import { ENGLISH } from './en/english.ts';
import { capital } from './sentences.ts';

/** Width of a 90 % interval, on the scale of 0 to 5, above which an estimate says too little: two of its six bands. */
export const WIDE_INTERVAL = 5 / 3;

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
export function warningOf(code: Warning['code'], { warnings }: Catalogue = ENGLISH): Warning {
  return { code, message: warnings[code] };
}

/** Whether a person should listen to the recording, and why. */
export function reviewAdvice(evidence: ReviewEvidence, { review }: Catalogue = ENGLISH): ReviewAdvice {
  const clauses = reviewReasons(evidence, review);
  return { recommended: clauses.length > 0, reasons: clauses.map((clause) => `${capital(clause)}.`) };
}

/** The reasons of `reviewAdvice` as clauses, to be built into a sentence. */
export function reviewReasons(
  { warnings, candidateConfidence, intervals }: ReviewEvidence,
  say: ReviewClauses,
): string[] {
  const clauses: string[] = [];
  if (candidateConfidence === 'low') clauses.push(say.candidateUncertain);
  if (candidateConfidence === 'medium') clauses.push(say.candidateMostLikely);
  for (const { code } of warnings) {
    const clause = say.warnings[code];
    if (clause === null || (code === 'CANDIDATE_UNCERTAIN' && candidateConfidence !== 'high')) continue;
    clauses.push(clause);
  }
  const wide = DIMENSIONS.filter((dimension) => {
    const interval = intervals[dimension];
    return interval !== null && interval.high - interval.low > WIDE_INTERVAL;
  });
  if (wide.length > 0) clauses.push(say.wideInterval(wide));
  const unscored = DIMENSIONS.every((dimension) => intervals[dimension] === null);
  if (unscored && clauses.length === 0) clauses.push(say.noScores);
  return [...new Set(clauses)];
}
