/**
 * What is known about English words. The lexicon is loaded once (`lexicon.ts`) and passed in; measures read no files.
 *
 * Frequencies are Zipf values: log10 of occurrences per thousand million words, about 1 (very rare) to 7 (very
 * frequent), with Laplace smoothing (van Heuven, Mandera, Keuleers & Brysbaert 2014, Quarterly Journal of Experimental
 * Psychology 67(6)), from the subtitle counts of SUBTLEX-US (Brysbaert & New 2009, Behavior Research Methods 41(4)).
 */
import type { CefrLevel } from '@vivavoce/contract';

/** Parts of speech as Universal Dependencies names them (Nivre et al. 2016). */
export type PartOfSpeech =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X';

/** A token of the tagger: it splits contractions ("do" + "n't") and tells punctuation apart. */
export interface TaggedToken {
  readonly value: string;
  /** Characters from the start of the text. */
  readonly offset: number;
  readonly pos: PartOfSpeech;
  readonly lemma: string;
}

/** Knowledge about English words. */
export interface Lexicon {
  /** Tokens of a text with part of speech and lemma, in order. */
  tag(text: string): TaggedToken[];
  /** Zipf frequency of a form in lower case; null when the subtitle corpus does not have it. */
  zipf(form: string): number | null;
  /** Whether the corpus writes the form with a capital: mostly names of people and places; false for "I". */
  isName(form: string): boolean;
  /** Whether the corpus or the pronouncing dictionary has the form; what neither has is mostly a recognition error. */
  isKnown(form: string): boolean;
  /** Words that an entry of a transcript is spoken as, at least 1: `0176` is four, `J-O-H-N` too. */
  spokenWords(text: string): number;
  /** Syllables of a form in lower case, at least 1: from the dictionary, else by rule. */
  syllables(form: string): number;
  /** Estimated CEFR level of a lemma, from its features, not from a list. */
  level(lemma: string, pos: PartOfSpeech): CefrLevel;
}
