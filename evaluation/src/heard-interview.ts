import type { HeardRecording } from '@vivavoce/engine';
import { nameOfSpeaker } from './found-candidate.ts';
import type { HeardWord } from './interviews-judgement.ts';
import type { SpokenTurn } from './rttm.ts';

/** Who was found to speak when, speakers named as results and RTTM name them. */
export function heardTurns({ turns }: HeardRecording): SpokenTurn[] {
  return turns.map(({ speaker, startMs, endMs }) => ({ speaker: nameOfSpeaker(speaker), startMs, endMs }));
}

/** The words of pieces of speech, in order of time. */
export function heardWords(
  pieces: readonly Pick<HeardRecording['segments'][number], 'speaker' | 'words'>[],
  nameOf = nameOfSpeaker,
): HeardWord[] {
  return pieces
    .flatMap(({ speaker, words }) =>
      words.map(({ text, startMs, endMs }) => ({ speaker: nameOf(speaker), text, startMs, endMs })),
    )
    .sort((a, b) => a.startMs - b.startMs);
}
