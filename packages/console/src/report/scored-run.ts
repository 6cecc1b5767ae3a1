import type { PollResponse, Transcript } from '@vivavoce/contract';

/** A run with a result, as the API gives it. */
export type ScoredRun = Extract<PollResponse, { status: 'success' | 'partial' }>;

/** What every reader of a report is shown: a candidate has no more. */
export type ReportedRun = Pick<
  ScoredRun,
  | 'timestamp'
  | 'scoringMethod'
  | 'audio'
  | 'candidateDetection'
  | 'scores'
  | 'explainability'
  | 'analysis'
  | 'candidateFeedback'
  | 'transcript'
>;

/** The three things that are scored, in the order they are shown. */
export const DIMENSIONS = ['vocabulary', 'fluency', 'accent'] as const;

/** One of the three things that are scored. */
export type Dimension = (typeof DIMENSIONS)[number];

/** A stretch of a recording, ms from its start. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** One word of the transcript. */
export type SpokenWord = Transcript['segments'][number]['words'][number];
