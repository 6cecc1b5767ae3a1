import type { Transcript } from '@vivavoce/contract';
import type { SpokenWord } from '../scored-run.ts';

/** Silence from which a gap between words counts as a pause, ms (de Jong & Bosker 2013). */
export const MIN_PAUSE_MS = 250;

/** The candidate's words in order, one list per turn. */
export function candidateTurns({ segments, candidateSpeaker }: Transcript): SpokenWord[][] {
  const turns: SpokenWord[][] = [];
  let before: string | null = null;
  for (const { speaker, words } of segments) {
    if (speaker === candidateSpeaker) {
      if (before === speaker) turns.at(-1)?.push(...words);
      else turns.push([...words]);
    }
    before = speaker;
  }
  return turns.filter((words) => words.length > 0);
}

/** A word for comparison: lower case, without punctuation. */
export function normalizeWord(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}'-]/gu, '');
}
