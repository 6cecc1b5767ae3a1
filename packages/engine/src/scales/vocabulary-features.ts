/** What the vocabulary model reads: the range of the words, and which frequent words and parts of speech a speaker leans on. */
import type { TaggedWord } from '../measures/tagged-words.ts';
import { meanOfWindows, windowsOf, wordRange } from '../measures/word-range.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import { type NamedFeatures, wordChoiceFeatures } from './word-choice.ts';

/** Length of the windows in which frequent words are counted, words: rates of longer stretches have another logarithm on average. */
const CHOICE_WINDOW_WORDS = 100;

/** Named features of words that stay after cleaning; null below 60 words. Word choice is the mean over windows of 100 words. */
export function vocabularyModelFeatures(
  words: readonly TaggedWord[],
  lexicon: Lexicon,
  frequentWords: readonly string[],
): NamedFeatures | null {
  const range = wordRange(words, lexicon);
  if (range === null) return null;
  const windows = windowsOf(words, CHOICE_WINDOW_WORDS).map((window) =>
    wordChoiceFeatures(window, frequentWords),
  );
  return { ...range, ...meanOfWindows(windows) };
}
