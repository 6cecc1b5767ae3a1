/**
 * Full stops and question marks for pieces that the decoder writes without any: part of what it learned from had none, and a piece
 * that begins so goes on so. Where such a text may end a sentence the decoder is asked again; words stay as they are.
 */
import tokenizer from 'llama-tokenizer-js';
import type { DecodedToken } from './decoded-speech.ts';
import type { SpeechDecoder } from './decoder.ts';
import type { RecognisedWord } from './word-confidence.ts';

/** Shorter pieces may be what they are: "my name is". */
const MIN_WORDS = 6;
const MARKS = ['.', '?', '!'].map((text) => ({ id: tokenizer.vocabByString.get(text) as number, text }));
/**
 * By how much the first mark may be less likely than the token that follows, natural logarithm: after it the decoder writes marks by
 * itself. Set on the sample interview with its marks taken out (`docs/validity/words.md`).
 */
const FIRST_MARK_BIAS = 2;
/** How the vocabulary marks the start of a word. */
const WORD_START = '▁';

/** Whether a piece has words enough for a sentence and no mark at all. */
export function isWithoutMarks(words: readonly RecognisedWord[]): boolean {
  return words.length >= MIN_WORDS && words.every(({ text }) => !/[.,;:?!]/u.test(text));
}

/**
 * Marks the ends of sentences in a piece without marks, and writes what follows them, and "I", with a capital.
 * @param tokens that spell the words.
 * @param states that the decoder read.
 */
export async function withSentenceMarks(
  words: readonly RecognisedWord[],
  tokens: readonly DecodedToken[],
  states: Float32Array,
  decoder: SpeechDecoder,
): Promise<readonly RecognisedWord[]> {
  const ids = tokens.map(({ id }) => id);
  const ends = wordEnds(ids);
  if (ends.length !== words.length) return words;
  const before = await decoder.logitsAlong(states, ids);
  const first = ends.findIndex((end) => markAt(before[end]!, FIRST_MARK_BIAS) !== null);
  if (first === -1) return words;
  const [end, mark] = [ends[first]!, markAt(before[ends[first]!]!, FIRST_MARK_BIAS)!];
  const after = await decoder.logitsAlong(states, ids.toSpliced(end, 0, mark.id));
  const marks = ends.map((at, n) => {
    if (n === first) return mark.text;
    return n < first ? null : (markAt(after[at + 1]!, 0)?.text ?? null);
  });
  return words.map(({ text, confidence }, n) => ({
    text: ((marks[n - 1] ?? null) !== null || isPronoun(text) ? capitalised(text) : text) + (marks[n] ?? ''),
    confidence,
  }));
}

/** The number of tokens up to the end of each word. */
function wordEnds(ids: readonly number[]): number[] {
  return ids.flatMap((_, n) => {
    const next = ids[n + 1];
    return next === undefined || tokenizer.vocabById[next]?.startsWith(WORD_START) ? [n + 1] : [];
  });
}

/** The likeliest mark where it is likelier than every other token, or less likely by no more than the bias. */
function markAt(logits: Float32Array, bias: number): (typeof MARKS)[number] | null {
  const best = MARKS.reduce((top, mark) => (logits[mark.id]! > logits[top.id]! ? mark : top));
  let highest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > highest) highest = logit;
  return logits[best.id]! + bias >= highest ? best : null;
}

/** "i", "i'm": what has no marks has no capitals either. */
function isPronoun(text: string): boolean {
  return /^i(['’]|$)/u.test(text);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
