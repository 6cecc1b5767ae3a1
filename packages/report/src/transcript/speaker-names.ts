import type { Transcript } from '@vivavoce/contract';

/**
 * What each speaker is called in a transcript for people, by id: Candidate; Interviewer if there is one; otherwise the
 * label, such as Speaker 3.
 */
export function speakerNames({ speakers, segments }: Transcript): ReadonlyMap<string, string> {
  const interviewers = speakers.filter(({ role }) => role === 'interviewer').length;
  const names = new Map(segments.map(({ speaker, speakerLabel }) => [speaker, speakerLabel]));
  for (const { speaker, speakerLabel, role } of speakers) {
    if (role === 'candidate') names.set(speaker, 'Candidate');
    else if (role === 'interviewer' && interviewers === 1) names.set(speaker, 'Interviewer');
    else names.set(speaker, speakerLabel);
  }
  return names;
}
