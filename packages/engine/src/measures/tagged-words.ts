/**
 * What the measures know about English words. It is loaded once (`models/lexicon.ts`) and passed in; the measures
 * themselves read no files.
 *
 * Frequencies are Zipf values: log10 of occurrences per thousand million words, about 1 (very rare) to 7 (very
 * frequent), with Laplace smoothing (van Heuven, Mandera, Keuleers & Brysbaert 2014, Quarterly Journal of Experimental
 * Psychology 67(6)), from the subtitle counts of SUBTLEX-US (Brysbaert & New 2009, Behavior Research Methods 41(4)).
 */
import { CEFR_LEVELS, type CefrLevel } from '@vivavoce/contract';
import { formOf, type SpokenWord } from './spoken-words.ts';

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
  /** Whether the corpus or the pronouncing dictionary has the form; what neither has is mostly misheard. */
  isKnown(form: string): boolean;
  /** Syllables of a form in lower case, at least 1: from the dictionary, else by rule. */
  syllables(form: string): number;
  /** Estimated CEFR level of a lemma, from its features, not from a list. */
  level(lemma: string, pos: PartOfSpeech): CefrLevel;
}

/** A word with what the tagger says of it. A contraction takes the tag of its first part: "don't" is "do", AUX. */
export interface TaggedWord<W extends SpokenWord = SpokenWord> {
  readonly word: W;
  readonly form: string;
  readonly pos: PartOfSpeech;
  readonly lemma: string;
}

/** Tags the words of one utterance; entries that are no words are left out. */
export function tagWords<W extends SpokenWord>(words: readonly W[], lexicon: Lexicon): TaggedWord<W>[] {
  const tokens = lexicon.tag(words.map((word) => word.text).join(' '));
  const tagged: TaggedWord<W>[] = [];
  let start = 0;
  let next = 0;
  for (const word of words) {
    const end = start + word.text.length;
    let head: TaggedToken | undefined;
    for (; next < tokens.length && tokens[next]!.offset < end; next++) {
      const token = tokens[next]!;
      if (head === undefined && token.pos !== 'PUNCT' && token.pos !== 'SYM') head = token;
    }
    start = end + 1;
    const form = formOf(word.text);
    if (form === '') continue;
    tagged.push({ word, form, pos: head?.pos ?? 'X', lemma: head?.lemma ?? form });
  }
  return tagged;
}

const CONTENT: ReadonlySet<PartOfSpeech> = new Set<PartOfSpeech>(['NOUN', 'VERB', 'ADJ', 'ADV']);

/** Whether a word is a name: tagged so, or a noun that the subtitles write with a capital. */
export function isName(word: TaggedWord, lexicon: Lexicon): boolean {
  return word.pos === 'PROPN' || ((word.pos === 'NOUN' || word.pos === 'X') && lexicon.isName(word.form));
}

/** Whether a word carries content: a noun, main verb, adjective or adverb, and no name. */
export function isContentWord(word: TaggedWord, lexicon: Lexicon): boolean {
  return CONTENT.has(word.pos) && !isName(word, lexicon);
}

/**
 * Estimated CEFR level of a word, as the easier of its form and its lemma: people know "data" without "datum". Null for
 * names, figures, contractions, and forms that are not known to be words.
 */
export function levelOf(word: TaggedWord, lexicon: Lexicon): CefrLevel | null {
  const { form, lemma, pos } = word;
  if (/[\d']/.test(form) || isName(word, lexicon) || !lexicon.isKnown(form)) return null;
  const ofLemma = lexicon.level(lemma, pos);
  const ofForm = lexicon.level(form, pos);
  return CEFR_LEVELS.indexOf(ofForm) < CEFR_LEVELS.indexOf(ofLemma) ? ofForm : ofLemma;
}
