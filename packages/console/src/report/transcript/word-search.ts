import type { Transcript } from '@vivavoce/contract';
import { bareWord } from '../moments/candidate-words.ts';

/** Where a search found something: the words of a segment from one to another. */
export interface Hit {
  readonly segment: number;
  readonly firstWord: number;
  readonly lastWord: number;
}

/** Finds words, or several in a row, whatever their case and punctuation; the last one may be unfinished. */
export function searchWords(segments: Transcript['segments'], sought: string): Hit[] {
  const wanted = sought.split(/\s+/).map(bareWord).filter(Boolean);
  if (wanted.length === 0) return [];
  return segments.flatMap(({ words }, segment) => {
    const bare = words.map(({ text }) => bareWord(text));
    return bare.flatMap((_, firstWord) => {
      const isHit = wanted.every((part, at) => {
        const word = bare[firstWord + at] ?? '';
        return at === wanted.length - 1 ? word.startsWith(part) : word === part;
      });
      return isHit ? [{ segment, firstWord, lastWord: firstWord + wanted.length - 1 }] : [];
    });
  });
}
