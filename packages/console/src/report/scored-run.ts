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

/** Names that clients give their candidate in the metadata; the first one that is there is shown. */
const CANDIDATE_NAME_KEYS = ['candidate', 'candidateName', 'candidate_name', 'name', 'fullName'];

/** What to call a run: the candidate's name if the metadata has it, else the client's own id. */
export function candidateNameOf(run: {
  readonly metadata: Readonly<Record<string, string>>;
  readonly externalId: string | null;
}): string | null {
  const name = CANDIDATE_NAME_KEYS.map((key) => run.metadata[key]).find(
    (value) => value !== undefined && value !== '',
  );
  return name ?? run.externalId;
}
