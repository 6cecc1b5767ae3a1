import tokenizer from 'llama-tokenizer-js';
import type { DecodedToken } from './decoder.ts';

/** A word as the recogniser wrote it. */
export interface HeardWord {
  /** Punctuation and case kept. */
  readonly text: string;
  /**
   * 0 to 1: the geometric mean of the probabilities that the decoder gave to the word's tokens. It orders words by how
   * likely they are right; it is no calibrated probability.
   */
  readonly confidence: number;
}

/** The tokens of the vocabulary of Llama; the decoder's further ones carry no text. */
const TEXT_TOKENS = 32_000;
/** How the vocabulary marks the start of a word. */
const WORD_START = '▁';

/** Joins tokens into words: a word begins with each token that begins with a space. */
export function wordsOf(tokens: readonly DecodedToken[]): HeardWord[] {
  const groups: DecodedToken[][] = [];
  for (const token of tokens) {
    if (token.id >= TEXT_TOKENS) continue;
    const last = groups.at(-1);
    if (last === undefined || tokenizer.vocabById[token.id]?.startsWith(WORD_START)) groups.push([token]);
    else last.push(token);
  }
  return groups.flatMap((group) => {
    const text = tokenizer.decode(
      group.map((token) => token.id),
      false,
      false,
    );
    return text
      .split(/\s+/u)
      .filter((part) => part !== '')
      .map((part) => ({ text: part, confidence: confidenceOf(group) }));
  });
}

function confidenceOf(tokens: readonly DecodedToken[]): number {
  const sum = tokens.reduce((total, token) => total + token.logProbability, 0);
  return Math.exp(sum / tokens.length);
}
