/** Which words of a transcript a person has corrected. */
import type { Transcript } from '@vivavoce/contract';

/** What the machine had heard where a word stands now. */
export interface Corrected {
  /** Whether the word itself was written by a person; else only words before it were removed. */
  readonly isWritten: boolean;
  /** The words of before; empty where the person added one. */
  readonly heard: string;
}

/**
 * Compares a transcript with that of the analysis, by the times of the words: a correction keeps them.
 * @returns for the start of each word that was corrected, ms, what had been heard.
 */
export function correctedWords(now: Transcript, first: Transcript): Map<number, Corrected> {
  const corrected = new Map<number, Corrected>();
  const before = wordsOf(first);
  const after = wordsOf(now);
  const kept = new Set(after.map(({ startMs }) => startMs));
  const heard = new Map(before.map(({ startMs, text }) => [startMs, text]));
  const removed = before.filter(({ startMs }) => !kept.has(startMs));
  let next = 0;
  for (const { startMs, text } of after) {
    const gone: string[] = [];
    for (; (removed[next]?.startMs ?? Number.POSITIVE_INFINITY) < startMs; next += 1) {
      gone.push(removed[next]?.text ?? '');
    }
    const was = heard.get(startMs);
    const isWritten = was !== text;
    if (!isWritten && gone.length === 0) continue;
    corrected.set(startMs, { isWritten, heard: [...gone, isWritten ? was : ''].filter(Boolean).join(' ') });
  }
  return corrected;
}

const wordsOf = ({ segments }: Transcript) =>
  segments.flatMap(({ words }) => words).sort((one, other) => one.startMs - other.startMs);
