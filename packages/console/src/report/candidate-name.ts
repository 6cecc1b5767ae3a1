import { candidateNameOf } from '@vivavoce/contract';
import type { ScoredRun } from './scored-run.ts';

/**
 * A run in which the scored speaker is called by the candidate's name from the metadata, and no longer "Speaker 2" alone; the
 * same run where no name is known.
 */
export function withCandidateName(run: ScoredRun): ScoredRun {
  const name = candidateNameOf({ metadata: run.metadata, externalId: null });
  if (name === null) return run;
  const { transcript, candidateDetection } = run;
  const named = <Labelled extends { readonly speaker: string; readonly speakerLabel: string }>(
    one: Labelled,
  ): Labelled => (one.speaker === transcript.candidateSpeaker ? { ...one, speakerLabel: name } : one);
  return {
    ...run,
    candidateDetection: {
      ...candidateDetection,
      // The reason after it speaks of "Speaker 2".
      speakerLabel: `${name} (${candidateDetection.speakerLabel})`,
    },
    transcript: {
      ...transcript,
      speakers: transcript.speakers.map(named),
      segments: transcript.segments.map(named),
    },
  };
}
