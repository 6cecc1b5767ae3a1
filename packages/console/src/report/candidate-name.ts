import { candidateNameOf } from '@vivavoce/contract';
import type { ReportedRun, ScoredRun } from './scored-run.ts';

/**
 * A run whose speakers are called by the names that people gave them, and the scored one by the candidate's name from the
 * metadata where nobody gave another; the same run where no name is known.
 */
export function withNames<Run extends ReportedRun & Partial<Pick<ScoredRun, 'metadata'>>>(run: Run): Run {
  const { transcript, candidateDetection, metadata = {} } = run;
  const names = new Map(transcript.speakers.map(({ speaker, name }) => [speaker, name]));
  const candidate = candidateNameOf({ metadata, externalId: null, transcript });
  if (candidate !== null) names.set(transcript.candidateSpeaker, candidate);
  if (![...names.values()].some((name) => name !== undefined)) return run;
  const named = <Labelled extends { readonly speaker: string; readonly speakerLabel: string }>(
    one: Labelled,
  ): Labelled => ({ ...one, speakerLabel: names.get(one.speaker) ?? one.speakerLabel });
  return {
    ...run,
    candidateDetection:
      candidate === null
        ? candidateDetection
        : {
            ...candidateDetection,
            // The reason after it speaks of "Speaker 2".
            speakerLabel: `${candidate} (${candidateDetection.speakerLabel})`,
          },
    transcript: {
      ...transcript,
      speakers: transcript.speakers.map(named),
      segments: transcript.segments.map(named),
    },
  };
}
