import type { Answer } from '@vivavoce/contract';
import { normalizeWord } from '../report/evidence/candidate-turns.ts';

/** Share of common words from which two questions ask for the same. Ours. */
const LEAST_SIMILARITY = 0.35;

/** How much two questions have in common: words of both over words of either, 0 to 1 (Jaccard 1901). */
export function questionSimilarity(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}

/** The answer to the most similar question; undefined if none is similar enough. */
export function mostSimilar(question: string, answers: readonly Answer[]): Answer | undefined {
  const ranked = answers
    .map((answer) => ({
      answer,
      similarity: answer.question === null ? 0 : questionSimilarity(question, answer.question.text),
    }))
    .sort((a, b) => b.similarity - a.similarity);
  const [best] = ranked;
  return best && best.similarity >= LEAST_SIMILARITY ? best.answer : undefined;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.split(/\s+/).map(normalizeWord).filter(Boolean));
}
