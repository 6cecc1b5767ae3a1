import {
  type Audience,
  type CandidateReport,
  type ColleagueReport,
  candidateReportSchema,
  colleagueReportSchema,
} from '@vivavoce/contract';
import type { ReportSource } from '@vivavoce/report';

/** What each audience is shown. */
interface ReportOf {
  readonly candidate: CandidateReport;
  readonly colleague: ColleagueReport;
}

const SHAPES = { candidate: candidateReportSchema.shape, colleague: colleagueReportSchema.shape };

/**
 * What an audience is shown of a finished run: the fields that the contract lists for it and no others, so that a field that
 * comes later is shown to nobody by itself.
 * @param bodyText the body of the run's poll.
 */
export function reportFor<A extends Audience>(audience: A, bodyText: string): ReportOf[A] {
  const body = JSON.parse(bodyText) as Record<string, unknown>;
  const shown = Object.keys(SHAPES[audience]).filter((name) => name in body);
  return Object.fromEntries(shown.map((name) => [name, body[name]])) as unknown as ReportOf[A];
}

/** What a report file for an audience is made of: the same, and nothing where the audience is shown nothing. */
export function reportSourceFor(
  audience: Audience,
  bodyText: string,
): ReportSource & { readonly timestamp: string } {
  return { hrRecommendation: '', processingTimeMs: 0, ...reportFor(audience, bodyText) };
}
