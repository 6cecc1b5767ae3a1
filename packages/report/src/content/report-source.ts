import type { AnalysisResult, FinishedPoll } from '@vivavoce/contract';

/** Whom a report is made for: who decides, or whom it is about. */
export const AUDIENCES = ['recruiter', 'candidate'] as const;

/** Whom a report is made for. */
export type Audience = (typeof AUDIENCES)[number];

/** What a report is made of: a result, with what the platform knows about its run, if one made it. */
export type ReportSource = AnalysisResult &
  Partial<
    Pick<FinishedPoll, 'id' | 'externalId' | 'timestamp' | 'metadata' | 'review' | 'revision' | 'requirement'>
  >;
