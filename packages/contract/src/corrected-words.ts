/** Words of a transcript that people have corrected. The API names their original text `heard`. */
import { z } from 'zod';
import type { Transcript } from './transcript.ts';

export const correctedWordSchema = z
  .object({
    startMs: z.int().min(0).describe('Start of the word in the transcript, ms'),
    isWritten: z
      .boolean()
      .describe('Whether a person wrote the word; if not, only words before it were removed'),
    heard: z.string().describe('Text before the correction; empty if a person added the word'),
  })
  .describe('A word of a transcript that a person has corrected');

/** A word of a transcript that a person has corrected. */
export type CorrectedWord = z.infer<typeof correctedWordSchema>;

/**
 * Compares a transcript with the one before the first correction by word times, which corrections keep.
 * @returns the words that were corrected, in order of time.
 */
export function correctedWords(current: Transcript, original: Transcript): CorrectedWord[] {
  const corrected: CorrectedWord[] = [];
  const originalWords = wordsOf(original);
  const currentWords = wordsOf(current);
  const kept = new Set(currentWords.map(({ startMs }) => startMs));
  const texts = new Map(originalWords.map(({ startMs, text }) => [startMs, text]));
  const removed = originalWords.filter(({ startMs }) => !kept.has(startMs));
  let next = 0;
  for (const { startMs, text } of currentWords) {
    const removedTexts: string[] = [];
    for (; (removed[next]?.startMs ?? Number.POSITIVE_INFINITY) < startMs; next += 1) {
      removedTexts.push(removed[next]?.text ?? '');
    }
    const originalText = texts.get(startMs);
    const isWritten = originalText !== text;
    if (!isWritten && removedTexts.length === 0) continue;
    corrected.push({
      startMs,
      isWritten,
      heard: [...removedTexts, isWritten ? originalText : ''].filter(Boolean).join(' '),
    });
  }
  return corrected;
}

const wordsOf = ({ segments }: Transcript) =>
  segments.flatMap(({ words }) => words).sort((one, other) => one.startMs - other.startMs);
