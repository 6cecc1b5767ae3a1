import type { PollResponse, Transcript } from '@vivavoce/contract';

/** A run with a result, as the API returns it. */
export type ScoredRun = Extract<PollResponse, { status: 'success' | 'partial' }>;

/** What every reader of a report sees; a candidate sees nothing else. */
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
  | 'reportLanguage'
  | 'transcript'
>;

/** The scored dimensions in display order. */
export const DIMENSIONS = ['vocabulary', 'fluency', 'accent'] as const;

/** A scored dimension. */
export type Dimension = (typeof DIMENSIONS)[number];

/** A part of a recording, ms from its start. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** One word of the transcript. */
export type SpokenWord = Transcript['segments'][number]['words'][number];
