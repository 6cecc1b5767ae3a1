/**
 * Where one clause ends and the next begins, word by word.
 *
 * A pause inside a clause tells more of effort than one between clauses (Skehan & Foster 2007; Tavakoli 2011, ELT Journal
 * 65(1)). Published work marks clauses of AS-units by hand (Foster, Tonkyn & Wigglesworth 2000, Applied Linguistics 21(3)).
 * We take a boundary to lie between two words, fillers left out, when
 * - the recogniser wrote a mark of punctuation after the first one, or
 * - the first one is an interjection ("yes", "well"), or
 * - the second one is a subordinator, a question word, "but" or "so" (not "so good"), or
 * - the second one is an "and" or "or" before a pronoun or verb, or
 * - the second one is a pronoun that can only be a subject and the first one does not lead up to a subject.
 *
 * How we differ: noun phrases that open a clause without any mark ("... the shop [pause] my friend called") are missed,
 * and commas in lists are taken for boundaries. Figures therefore compare between recordings measured here, not with
 * tables of hand-marked clauses.
 */

import type { Lexicon, PartOfSpeech } from '../models/word-knowledge.ts';
import type { SpokenWord } from './spoken-words.ts';
import { type TaggedWord, tagWords } from './tagged-words.ts';

/**
 * For every gap between words of a turn, whether a clause boundary lies in it: entry `i` is the gap after word `i`. Gaps
 * around fillers take the answer of the words before and after the fillers; at the ends of the turn it is true.
 */
export function clauseBoundaries(words: readonly SpokenWord[], lexicon: Lexicon): boolean[] {
  const spoken = tagWords(
    words.filter((word) => word.kind === 'word'),
    lexicon,
  );
  const position = new Map(spoken.map(({ word }, index) => [word, index]));
  let before = -1;
  return words.map((word) => {
    before = position.get(word) ?? before;
    return before < 0 || before + 1 >= spoken.length || isBoundary(spoken, before);
  });
}

function isBoundary(words: readonly TaggedWord[], before: number): boolean {
  const [first, second, third] = [words[before]!, words[before + 1]!, words[before + 2]];
  if (/[.?!,;:\u2013\u2014]["')]*$/.test(first.word.text) || INTERJECTIONS.has(first.form)) return true;
  if (second.form === 'so' && third?.pos === 'ADJ') return false;
  if (second.pos === 'SCONJ' || CLAUSE_OPENERS.has(second.form)) return true;
  if (second.form === 'and' || second.form === 'or') {
    return third !== undefined && (third.pos === 'PRON' || third.pos === 'VERB' || third.pos === 'AUX');
  }
  const opened = LEADS_UP.has(first.pos) || CLAUSE_OPENERS.has(first.form);
  return SUBJECTS.has(second.form.split("'")[0]!) && !opened;
}

const INTERJECTIONS = new Set(['yes', 'yeah', 'no', 'well', 'okay', 'ok', 'oh', 'sure']);
const CLAUSE_OPENERS = new Set(
  'but so because although though while whereas unless until if when where who which whose how why what'.split(
    ' ',
  ),
);
const SUBJECTS = new Set(['i', 'he', 'she', 'we', 'they']);
/** After these a subject still belongs to the clause that was opened ("when I", "do I"). */
const LEADS_UP: ReadonlySet<PartOfSpeech> = new Set<PartOfSpeech>([
  'SCONJ',
  'CCONJ',
  'AUX',
  'ADP',
  'PRON',
  'DET',
]);
