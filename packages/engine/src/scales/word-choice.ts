/**
 * Which words a speaker reaches for: the rates of the most frequent English words and of the parts of speech.
 *
 * Learners lean on few words ("and", "is", "very") and leave out others ("would", "which", "been"), so these rates tell
 * levels apart (function words as cues of writers: Mosteller & Wallace 1964; parts of speech as cues of level: Vajjala &
 * Meurers 2012). Content words are left alone: they tell what an interview is about.
 *
 * Conventions: a contraction counts as its parts ("don't" as "don" and "t"), as the frequency list of SUBTLEX-US has it
 * (Brysbaert & New 2009). A rate is the natural logarithm of occurrences in 100 words plus one half.
 */
import type { TaggedWord } from '../measures/tagged-words.ts';
import type { PartOfSpeech } from '../models/word-knowledge.ts';

/** Features by name; names say what is counted: `word:the`, `pos:NOUN`. */
export type NamedFeatures = Readonly<Record<string, number>>;

const PARTS_OF_SPEECH: readonly PartOfSpeech[] = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'SCONJ',
  'VERB',
];

/** Log rates of the given words and of the parts of speech among the words that stay after cleaning. */
export function wordChoiceFeatures(
  words: readonly TaggedWord[],
  frequentWords: readonly string[],
): NamedFeatures {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { form, pos } of words) {
    for (const part of form.split("'")) count(`word:${part}`);
    count(`pos:${pos}`);
  }
  const names = [
    ...frequentWords.map((word) => `word:${word}`),
    ...PARTS_OF_SPEECH.map((pos) => `pos:${pos}`),
  ];
  const rate = (name: string) => Math.log(0.5 + (100 * (counts.get(name) ?? 0)) / Math.max(1, words.length));
  return Object.fromEntries(names.map((name) => [name, rate(name)]));
}
