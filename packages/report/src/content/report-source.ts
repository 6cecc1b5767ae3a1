import type { AnalysisResult, FinishedPoll } from '@vivavoce/contract';

/** Whom a report is made for: who decides, or whom it is about. */
export const AUDIENCES = ['recruiter', 'candidate'] as const;

/** Whom a report is made for. */
export type Audience = (typeof AUDIENCES)[number];

/** What a person made of a result, as far as a report shows it. */
export interface ReportedReview {
  readonly decision: 'agree' | 'override';
  /** 0 to 5, those that the reviewer would give. */
  readonly scores: Partial<
    Record<'overall' | 'vocabulary' | 'fluency' | 'accent', number | undefined>
  > | null;
  readonly note: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly by: { readonly label: string };
}

/** What a report is made of: a result, with what the platform knows about its run, if one made it. */
export type ReportSource = AnalysisResult &
  Partial<Pick<FinishedPoll, 'id' | 'externalId' | 'timestamp' | 'metadata'>> & {
    readonly review?: ReportedReview | undefined;
  };
