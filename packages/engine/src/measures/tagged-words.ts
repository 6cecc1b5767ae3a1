/** English words with their part of speech, lemma and estimated level. */
import { CEFR_LEVELS, type CefrLevel } from '@vivavoce/contract';
import type { Lexicon, PartOfSpeech, TaggedToken } from '../models/word-knowledge.ts';
import { formOf, type SpokenWord } from './spoken-words.ts';

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
