import { readFile } from 'node:fs/promises';
import tokenizer from 'llama-tokenizer-js';
import type { DecodedToken } from './decoded-speech.ts';

/** A word as the recogniser wrote it. */
export interface RecognisedWord {
  /** Punctuation and case kept. */
  readonly text: string;
  /** How likely the word is right, 0 to 1; calibrated on second-language speech, see `weights/word-confidence.md`. */
  readonly confidence: number;
}

/** Weights of a logistic regression on what the decoder made of a word and of the piece around it: see `SpelledWord`. */
export interface ConfidenceWeights {
  readonly offset: number;
  readonly weakestToken: number;
  readonly pieceMean: number;
}

/** The tokens of the vocabulary of Llama; the decoder's further ones carry no text. */
const TEXT_TOKENS = 32_000;
/** How the vocabulary marks the start of a word. */
const WORD_START = '▁';

/** Loads the weights that `training/confidence` learned. */
export async function loadConfidenceWeights(): Promise<ConfidenceWeights> {
  const file = new URL('../../../weights/word-confidence.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as ConfidenceWeights;
}

/** A word as it is spelled by tokens, and what the decoder made of it. */
export interface SpelledWord {
  readonly text: string;
  /** Root of the surprisal (negative natural log probability) of its least probable token: 0 when the decoder was certain. */
  readonly weakestToken: number;
  /** Root of the mean surprisal of all tokens of the piece. */
  readonly pieceMean: number;
}

/**
 * Joins the tokens of a piece into words: a word begins with each token that begins with a space.
 * @param tokens all of the piece, in order.
 */
export function spelledWords(tokens: readonly DecodedToken[]): SpelledWord[] {
  const groups: DecodedToken[][] = [];
  for (const token of tokens) {
    if (token.id >= TEXT_TOKENS) continue;
    const last = groups.at(-1);
    if (last === undefined || tokenizer.vocabById[token.id]?.startsWith(WORD_START)) groups.push([token]);
    else last.push(token);
  }
  const pieceMean = Math.sqrt(Math.max(0, -meanLogProbability(groups.flat())));
  return groups.flatMap((group) => {
    const text = tokenizer.decode(
      group.map((token) => token.id),
      false,
      false,
    );
    const weakestToken = Math.sqrt(Math.max(0, ...group.map((token) => -token.logProbability)));
    return text
      .split(/\s+/u)
      .filter((part) => part !== '')
      .map((part) => ({ text: withoutDoubledMarks(part), weakestToken, pieceMean }));
  });
}

/** A decoder may end a word with a mark twice, or with a comma before the mark that ends the sentence; three dots stay. */
function withoutDoubledMarks(text: string): string {
  return text
    .replace(/([,;:!?])\1+$/u, '$1')
    .replace(/(?<!\.)\.\.$/u, '.')
    .replace(/,+(?=[.;:!?]+$)/u, '');
}

/** The words of a piece, each with the chance that it is right. */
export function wordsOf(tokens: readonly DecodedToken[], weights: ConfidenceWeights): RecognisedWord[] {
  return spelledWords(tokens).map(({ text, weakestToken, pieceMean }) => {
    const logit = weights.offset + weights.weakestToken * weakestToken + weights.pieceMean * pieceMean;
    return { text, confidence: 1 / (1 + Math.exp(-logit)) };
  });
}

/** Natural logarithm of the geometric mean of the tokens' probabilities; 0 without tokens. */
export function meanLogProbability(tokens: readonly DecodedToken[]): number {
  return tokens.reduce((sum, token) => sum + token.logProbability, 0) / Math.max(1, tokens.length);
}
