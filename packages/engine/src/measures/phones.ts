/**
 * Which sounds cost the most intelligibility.
 *
 * Goodness of pronunciation (Witt & Young 2000, Speech Communication 30) of an aligned phone is its mean log ratio a frame
 * against the best competing phone: 0 where the phone that was due fits best. A phone is unclear below a threshold; the
 * cost of a sound is the summed shortfall of its unclear phones, so that a sound that is often a little unclear and one
 * that is rarely very unclear both come up. It compares with how recognisable a sound is, not with a native's.
 *
 * Left out are unstressed vowels, which everybody reduces and which cost little (Jenkins 2000, The Phonology of English as
 * an International Language), and the phones of words that are not known: these are mostly misheard, so that other
 * phones were due.
 *
 * How we differ: the threshold is one for all phones, not one a phone.
 */
import type { AccentAnalysis } from '@vivavoce/contract';
import type { Lexicon } from '../models/word-knowledge.ts';
import type { Phone, Word } from '../speech/timeline.ts';
import { formOf } from './spoken-words.ts';

/**
 * Below this goodness (log ratio a frame) a phone is unclear: of adult learners' phones that experts found mispronounced
 * 74 % lie below it, of those they found well said 8 % (the card `phones.md` of the weights has other thresholds).
 */
export const UNCLEAR_GOODNESS = -2;
/** Fewest unclear phones of a sound before it is shown: fewer are chance, or the recording's. */
export const MIN_UNCLEAR = 3;
const MAX_PHONES_SHOWN = 6;
const MAX_EXAMPLES = 3;

interface PhoneInWord {
  readonly phone: Phone;
  readonly goodness: number;
  readonly word: Word;
}

/** The costliest sounds of the words, costliest first. Phones without goodness, and fillers, are left out. */
export function costliestPhones(
  words: readonly Word[],
  lexicon: Pick<Lexicon, 'isKnown'>,
): AccentAnalysis['costliestPhones'] {
  const known = words.filter((word) => word.kind === 'word' && lexicon.isKnown(formOf(word.text)));
  const bySymbol = Map.groupBy(phonesInWords(known), ({ phone }) => phone.symbol);
  return [...bySymbol]
    .map(([arpabet, occurrences]) => {
      const unclear = occurrences.filter(({ goodness }) => goodness < UNCLEAR_GOODNESS);
      const cost = -unclear.reduce((sum, { goodness }) => sum + goodness, 0);
      return { arpabet, occurrences, unclear, cost };
    })
    .filter(({ unclear }) => unclear.length >= MIN_UNCLEAR)
    .toSorted((a, b) => b.cost - a.cost || a.arpabet.localeCompare(b.arpabet))
    .slice(0, MAX_PHONES_SHOWN)
    .map(({ arpabet, occurrences, unclear }) => ({
      ipa: ipaOf(arpabet),
      arpabet,
      count: occurrences.length,
      unclear: unclear.length,
      meanGoodness: occurrences.reduce((sum, { goodness }) => sum + goodness, 0) / occurrences.length,
      examples: examples(unclear),
    }));
}

/** The sign of the International Phonetic Alphabet for an ARPAbet symbol without stress; the symbol itself if unknown. */
export function ipaOf(arpabet: string): string {
  return IPA[arpabet] ?? arpabet;
}

function phonesInWords(words: readonly Word[]): PhoneInWord[] {
  return words.flatMap((word) =>
    word.phones.flatMap((phone) =>
      phone.goodness === null || phone.stress === 0 ? [] : [{ phone, goodness: phone.goodness, word }],
    ),
  );
}

/** The words where the sound was least clear, each form once. */
function examples(unclear: readonly PhoneInWord[]): AccentAnalysis['costliestPhones'][number]['examples'] {
  const worstFirst = unclear.toSorted((a, b) => a.goodness - b.goodness);
  const byForm = new Map(worstFirst.toReversed().map(({ word }) => [formOf(word.text), word]));
  return worstFirst
    .map(({ word }) => formOf(word.text))
    .filter((form, at, forms) => forms.indexOf(form) === at)
    .slice(0, MAX_EXAMPLES)
    .map((form) => {
      const { startMs, endMs } = byForm.get(form)!;
      return { word: form, startMs: Math.round(startMs), endMs: Math.round(endMs) };
    });
}

/** General American, as the pronouncing dictionary transcribes it. */
const IPA: Readonly<Record<string, string>> = {
  AA: 'ɑ',
  AE: 'æ',
  AH: 'ʌ',
  AO: 'ɔ',
  AW: 'aʊ',
  AY: 'aɪ',
  B: 'b',
  CH: 'tʃ',
  D: 'd',
  DH: 'ð',
  EH: 'ɛ',
  ER: 'ɝ',
  EY: 'eɪ',
  F: 'f',
  G: 'ɡ',
  HH: 'h',
  IH: 'ɪ',
  IY: 'i',
  JH: 'dʒ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ŋ',
  OW: 'oʊ',
  OY: 'ɔɪ',
  P: 'p',
  R: 'ɹ',
  S: 's',
  SH: 'ʃ',
  T: 't',
  TH: 'θ',
  UH: 'ʊ',
  UW: 'u',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'ʒ',
};
