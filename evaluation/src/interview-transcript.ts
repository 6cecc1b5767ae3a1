import type { TranscribedRecording } from '@vivavoce/engine';
import { speakerName } from './found-candidate.ts';
import type { TranscribedWord } from './interview-comparison.ts';
import type { SpokenTurn } from './rttm.ts';

/** Who was found to speak when, speakers named as results and RTTM name them. */
export function turnsByName({ turns }: TranscribedRecording): SpokenTurn[] {
  return turns.map(({ speaker, startMs, endMs }) => ({ speaker: speakerName(speaker), startMs, endMs }));
}

/** The words of pieces of speech, in order of time. */
export function wordsByName(
  pieces: readonly Pick<TranscribedRecording['segments'][number], 'speaker' | 'words'>[],
  nameOf = speakerName,
): TranscribedWord[] {
  return pieces
    .flatMap(({ speaker, words }) =>
      words.map(({ text, startMs, endMs }) => ({ speaker: nameOf(speaker), text, startMs, endMs })),
    )
    .sort((a, b) => a.startMs - b.startMs);
}
