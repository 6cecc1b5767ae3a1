import type { Transcript } from '@vivavoce/contract';
import { normalizeWord } from '../evidence/candidate-turns.ts';

/** A match: a range of words in a segment. */
export interface SearchHit {
  readonly segment: number;
  readonly firstWord: number;
  readonly lastWord: number;
}

/** Finds words or phrases, ignoring case and punctuation; the last word may be incomplete. */
export function searchTranscript(segments: Transcript['segments'], query: string): SearchHit[] {
  const queryWords = query.split(/\s+/).map(normalizeWord).filter(Boolean);
  if (queryWords.length === 0) return [];
  return segments.flatMap(({ words }, segment) => {
    const normalized = words.map(({ text }) => normalizeWord(text));
    return normalized.flatMap((_, firstWord) => {
      const isHit = queryWords.every((part, at) => {
        const word = normalized[firstWord + at] ?? '';
        return at === queryWords.length - 1 ? word.startsWith(part) : word === part;
      });
      return isHit ? [{ segment, firstWord, lastWord: firstWord + queryWords.length - 1 }] : [];
    });
  });
}
