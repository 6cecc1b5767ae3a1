import type { ReportLanguage, Transcript } from '@vivavoce/contract';
import { documentTexts } from '@vivavoce/texts/document';

/**
 * What each speaker is called in a transcript for people, by id: the name that a person gave; else
 * Candidate, Interviewer if there is one, or the label, such as Speaker 3.
 * @param language of the names; labels have it already.
 */
export function speakerNames(
  { speakers, segments }: Transcript,
  language: ReportLanguage = 'en',
): ReadonlyMap<string, string> {
  const t = documentTexts(language);
  const interviewers = speakers.filter(({ role }) => role === 'interviewer').length;
  const names = new Map(segments.map(({ speaker, speakerLabel }) => [speaker, speakerLabel]));
  for (const { speaker, speakerLabel, role, name } of speakers) {
    if (name !== undefined) names.set(speaker, name);
    else if (role === 'candidate') names.set(speaker, t('roles.candidate'));
    else if (role === 'interviewer' && interviewers === 1) names.set(speaker, t('roles.interviewer'));
    else names.set(speaker, speakerLabel);
  }
  return names;
}
