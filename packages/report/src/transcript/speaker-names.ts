import type { ReportLanguage, Transcript } from '@vivavoce/contract';
import { REPORT_TEXTS } from '../locales/locales.ts';

/**
 * What each speaker is called in a transcript for people, by id: Candidate; Interviewer if there is one; otherwise the
 * label, such as Speaker 3.
 * @param language of the names; labels have it already.
 */
export function speakerNames(
  { speakers, segments }: Transcript,
  language: ReportLanguage = 'en',
): ReadonlyMap<string, string> {
  const { candidate, interviewer } = REPORT_TEXTS[language].roles;
  const interviewers = speakers.filter(({ role }) => role === 'interviewer').length;
  const names = new Map(segments.map(({ speaker, speakerLabel }) => [speaker, speakerLabel]));
  for (const { speaker, speakerLabel, role } of speakers) {
    if (role === 'candidate') names.set(speaker, candidate);
    else if (role === 'interviewer' && interviewers === 1) names.set(speaker, interviewer);
    else names.set(speaker, speakerLabel);
  }
  return names;
}
