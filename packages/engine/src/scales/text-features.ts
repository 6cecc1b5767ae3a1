/**
 * What the text models read of a candidate: no feature grows with the length of the recording.
 *
 * - Vocabulary: word choice and the measures' figures over windows, on cleaned text, with passages that were said before
 *   left out, so that saying a thing twice shows nothing new.
 * - Repair: log rates of repetitions and self-repairs. Fillers are left out because recognisers drop most of them: the
 *   models are trained on what the engine sees.
 */
import { disfluencyFeatures } from '../measures/disfluency.ts';
import type { Lexicon, TaggedWord } from '../measures/lexicon.ts';
import type { Utterance } from '../measures/spoken-words.ts';
import { runningWords, vocabularyFeatures } from '../measures/vocabulary.ts';
import { type NamedFeatures, wordChoiceFeatures } from './word-choice.ts';

/** Features of a candidate's words. */
export interface TextFeatures {
  /** Words that stay after cleaning, repeated passages left out. */
  readonly words: number;
  /** Null below 100 words. */
  readonly vocabulary: NamedFeatures | null;
  /** Null when nothing was said. */
  readonly repair: NamedFeatures | null;
}

/** Words in a row that make a passage: shorter ones come again by chance. */
export const PASSAGE_WORDS = 6;

/** Features of the candidate's turns in order of time. */
export function textFeatures(
  turns: readonly Utterance[],
  lexicon: Lexicon,
  frequentWords: readonly string[],
): TextFeatures {
  const words = withoutRepeatedPassages(runningWords(turns, lexicon));
  const windows = vocabularyFeatures([{ words: words.map(({ word }) => word) }], lexicon);
  const rates = disfluencyFeatures(
    turns.map((turn) => ({ words: turn.words.filter(({ kind }) => kind === 'word') })),
  );
  return {
    words: words.length,
    vocabulary: windows === null ? null : { ...wordChoiceFeatures(words, frequentWords), ...windows },
    repair:
      rates === null
        ? null
        : {
            repetitions: logRate(rates.repetitionsPer100),
            repairs: logRate(rates.repairsPer100),
            retractedWords: logRate(rates.retractedWordsPer100),
          },
  };
}

function logRate(per100: number): number {
  return Math.log(0.5 + per100);
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
