/**
 * What the text models read of a candidate: no feature grows with the length of the recording.
 *
 * - Vocabulary: word choice and the measures' figures over windows, on cleaned text, with passages that were said before
 *   left out, so that saying a thing twice shows nothing new, and without stretches that are lists of rare words: nobody
 *   speaks without "the", "and" and "is".
 * - Repair: log rates of repetitions and self-repairs, for words as recognisers write them, mostly without fillers.
 * - Hesitation: the same with the rates of fillers and marked silences, for transcripts that hold them.
 *
 * Words are read in lower case and without punctuation: the corpus that the models learned from has neither.
 */
import { type DisfluencyFeatures, disfluencyFeatures } from '../measures/disfluency.ts';
import { formOf, type Utterance } from '../measures/spoken-words.ts';
import type { TaggedWord } from '../measures/tagged-words.ts';
import { runningWords, vocabularyFeatures } from '../measures/vocabulary.ts';
import type { Lexicon } from '../models/word-knowledge.ts';
import { vocabularyModelFeatures } from './vocabulary-features.ts';
import { type NamedFeatures, wordChoiceFeatures } from './word-choice.ts';

/** Features of a candidate's words. */
export interface TextFeatures {
  /** Words that stay after cleaning, repeated passages and lists of words left out. */
  readonly words: number;
  /** Share of the words after cleaning that stand in a passage that was said before, 0 to 1. */
  readonly repeatedShare: number;
  /** Fillers, repetitions and repairs in a hundred words; null when nothing was said. */
  readonly rates: DisfluencyFeatures | null;
  /** What the vocabulary score is made from; null below 60 words. */
  readonly range: NamedFeatures | null;
  /** Null when nothing was said. */
  readonly repair: NamedFeatures | null;
  /** The same with fillers and silences; null where none were written down, as recognisers leave them out. */
  readonly hesitation: NamedFeatures | null;
}

/** Silences that a transcriber marked. */
export interface MarkedSilences {
  readonly short: number;
  readonly long: number;
}

/** Words in a row that make a passage: shorter ones come again by chance. */
export const PASSAGE_WORDS = 6;

/** Length of the stretches that are looked at for lists of words. */
export const LIST_WINDOW_WORDS = 20;
/**
 * Share of the most frequent words below which a stretch is a list: fewer than one in 2,000 stretches of learners from
 * A2 up have less than 0.3 (NICT JLE), a list of rare words has none.
 */
export const LIST_FREQUENT_SHARE = 0.25;

/**
 * Features of the candidate's turns in order of time.
 * @param silences inside these turns; absent where nobody marked any.
 */
export function textFeatures(
  turns: readonly Utterance[],
  lexicon: Lexicon,
  frequentWords: readonly string[],
  silences?: MarkedSilences,
): TextFeatures {
  const plain = plainTurns(turns);
  const { running, fresh, words } = freshWords(plain, lexicon, frequentWords);
  const rates = disfluencyFeatures(plain);
  const repair = rates && {
    repetitions: logRate(rates.repetitionsPer100),
    repairs: logRate(rates.repairsPer100),
    retractedWords: logRate(rates.retractedWordsPer100),
  };
  const said = plain.flatMap((turn) => turn.words).filter(({ kind }) => kind === 'word').length;
  return {
    words: words.length,
    rates,
    repeatedShare: running.length === 0 ? 0 : 1 - fresh.length / running.length,
    range: vocabularyModelFeatures(words, lexicon, frequentWords),
    repair,
    hesitation:
      repair && silences && rates.fillersPer100 > 0
        ? {
            ...repair,
            fillers: logRate(rates.fillersPer100),
            shortSilences: logRate((100 * silences.short) / said),
            longSilences: logRate((100 * silences.long) / said),
          }
        : null,
  };
}

/** The words of turns in lower case and without punctuation. */
function plainTurns(turns: readonly Utterance[]): Utterance[] {
  return turns.map(({ words }) => ({
    words: words.map(({ text, kind }) => ({ text: formOf(text), kind })),
  }));
}

/** The words that stay after cleaning: all, without repeated passages (`fresh`), and without lists of words as well (`words`). */
function freshWords(plain: readonly Utterance[], lexicon: Lexicon, frequentWords: readonly string[]) {
  const running = runningWords(plain, lexicon);
  const fresh = withoutRepeatedPassages(running);
  return { running, fresh, words: withoutWordLists(fresh, new Set(frequentWords)) };
}

/** The words that the vocabulary score is made from, in order. */
export function vocabularyWords(
  turns: readonly Utterance[],
  lexicon: Lexicon,
  frequentWords: readonly string[],
): TaggedWord[] {
  return freshWords(plainTurns(turns), lexicon, frequentWords).words;
}

/**
 * What the models of a transcript's level read of the words, beside repairs and hesitation; null below 100 words. No score of a
 * recording is made from it.
 */
export function levelFeatures(
  turns: readonly Utterance[],
  lexicon: Lexicon,
  frequentWords: readonly string[],
): NamedFeatures | null {
  const words = vocabularyWords(turns, lexicon, frequentWords);
  const windows = vocabularyFeatures([{ words: words.map(({ word }) => word) }], lexicon);
  return windows && { ...wordChoiceFeatures(words, frequentWords), ...windows };
}

function logRate(per100: number): number {
  return Math.log(0.5 + per100);
}

/** The words without stretches of 20 in which the most frequent words are too rare for running speech. */
export function withoutWordLists<W extends TaggedWord>(
  words: readonly W[],
  frequent: ReadonlySet<string>,
): W[] {
  const isFrequent = (word: W) => word.form.split("'").every((part) => frequent.has(part));
  const kept: W[] = [];
  for (let from = 0; from < words.length; from += LIST_WINDOW_WORDS) {
    // The last stretch reaches back, so that a short rest is judged by as many words as the others.
    const start = Math.max(0, Math.min(from, words.length - LIST_WINDOW_WORDS));
    const window = words.slice(start, start + LIST_WINDOW_WORDS);
    const share = window.filter(isFrequent).length / window.length;
    if (share >= LIST_FREQUENT_SHARE) kept.push(...words.slice(from, from + LIST_WINDOW_WORDS));
  }
  return kept;
}

/** The words without those that stand in a passage of six words that was said before. */
export function withoutRepeatedPassages<W extends TaggedWord>(words: readonly W[]): W[] {
  const said = new Set<string>();
  const repeated = new Set<number>();
  for (let at = 0; at + PASSAGE_WORDS <= words.length; at++) {
    const passage = words
      .slice(at, at + PASSAGE_WORDS)
      .map(({ form }) => form)
      .join(' ');
    if (said.has(passage)) for (let word = at; word < at + PASSAGE_WORDS; word++) repeated.add(word);
    said.add(passage);
  }
  return words.filter((_, at) => !repeated.has(at));
}
