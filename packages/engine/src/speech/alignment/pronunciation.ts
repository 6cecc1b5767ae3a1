import { englishRules } from '../../models/letter-to-sound.ts';
import { dictionaryEntry } from '../../models/pronouncing-dictionary.ts';

/** A phone of a pronunciation. */
export interface LexicalPhone {
  /** ARPAbet symbol without stress digit. */
  readonly symbol: string;
  /** 0 none, 1 primary, 2 secondary; null for consonants. */
  readonly stress: 0 | 1 | 2 | null;
}

/** One way to say a word. */
export type Pronunciation = readonly LexicalPhone[];

/** The phones of a pronunciation, as text. */
export function symbolsOf(pronunciation: Pronunciation): string {
  return pronunciation.map((phone) => phone.symbol).join(' ');
}

/** The letters as they are spelled out. */
const LETTERS: Record<string, string> = {
  a: 'EY1',
  b: 'B IY1',
  c: 'S IY1',
  d: 'D IY1',
  e: 'IY1',
  f: 'EH1 F',
  g: 'JH IY1',
  h: 'EY1 CH',
  i: 'AY1',
  j: 'JH EY1',
  k: 'K EY1',
  l: 'EH1 L',
  m: 'EH1 M',
  n: 'EH1 N',
  o: 'OW1',
  p: 'P IY1',
  q: 'K Y UW1',
  r: 'AA1 R',
  s: 'EH1 S',
  t: 'T IY1',
  u: 'Y UW1',
  v: 'V IY1',
  w: 'D AH1 B AH0 L Y UW0',
  x: 'EH1 K S',
  y: 'W AY1',
  z: 'Z IY1',
};

/** Sounds of hesitation and agreement that the dictionary lacks or has in one form only. */
const HESITATIONS: Record<string, readonly string[]> = {
  um: ['AH1 M', 'AH1', 'M'],
  uh: ['AH1', 'ER1'],
  er: ['ER1', 'AH1'],
  erm: ['ER1 M', 'AH1 M'],
  ah: ['AA1', 'AH1'],
  hmm: ['HH M', 'M'],
  mm: ['M'],
  mmm: ['M'],
  'mm-hmm': ['M HH M', 'AH0 M HH AH1 M'],
};

/** IPA as `phonemize` writes it, longest first, and the ARPAbet symbol. */
const IPA: readonly (readonly [string, string])[] = [
  ['aɪ', 'AY'],
  ['aʊ', 'AW'],
  ['eɪ', 'EY'],
  ['oʊ', 'OW'],
  ['ɔɪ', 'OY'],
  ['tʃ', 'CH'],
  ['dʒ', 'JH'],
  ['a', 'AA'],
  ['ɑ', 'AA'],
  ['æ', 'AE'],
  ['ʌ', 'AH'],
  ['ə', 'AH'],
  ['ɔ', 'AO'],
  ['ɛ', 'EH'],
  ['e', 'EY'],
  ['ɝ', 'ER'],
  ['ɪ', 'IH'],
  ['i', 'IY'],
  ['o', 'OW'],
  ['ʊ', 'UH'],
  ['u', 'UW'],
  ['b', 'B'],
  ['d', 'D'],
  ['ð', 'DH'],
  ['f', 'F'],
  ['ɡ', 'G'],
  ['g', 'G'],
  ['h', 'HH'],
  ['k', 'K'],
  ['l', 'L'],
  ['ɫ', 'L'],
  ['m', 'M'],
  ['n', 'N'],
  ['ŋ', 'NG'],
  ['p', 'P'],
  ['ɹ', 'R'],
  ['s', 'S'],
  ['ʃ', 'SH'],
  ['t', 'T'],
  ['θ', 'TH'],
  ['v', 'V'],
  ['w', 'W'],
  ['j', 'Y'],
  ['z', 'Z'],
  ['ʒ', 'ZH'],
];

/**
 * The ways to say a spoken word (lower case; upper case is an abbreviation, spelled out or read as a word): those of the
 * CMU dictionary, else one by letter-to-sound rules. Empty when nothing is known about the characters.
 */
export function pronunciationsOf(word: string): Pronunciation[] {
  const lower = word.toLowerCase();
  if (lower.length === 1) return [...fromDictionary(lower), ...spelled(lower)];
  if (word !== lower) return [...spelled(lower), ...fromDictionary(lower), ...fromRules(lower)];
  const known = [...(HESITATIONS[lower] ?? []).map(parseArpabet), ...fromDictionary(lower)];
  return known.length > 0 ? known : fromRules(lower);
}

/** Reads ARPAbet with stress digits, such as `HH AH0 L OW1`. */
export function parseArpabet(text: string): Pronunciation {
  return text.split(' ').map((phone) => {
    const digit = /\d$/.exec(phone)?.[0];
    return digit === undefined
      ? { symbol: phone, stress: null }
      : { symbol: phone.slice(0, -1), stress: Number(digit) as 0 | 1 | 2 };
  });
}

/** Reads the IPA of `phonemize`; stress marks stand before the syllable and count for its vowel. */
export function parseIpa(ipa: string): Pronunciation {
  const phones: LexicalPhone[] = [];
  let stress: 0 | 1 | 2 = 0;
  for (let at = 0; at < ipa.length; ) {
    if (ipa[at] === 'ˈ') stress = 1;
    if (ipa[at] === 'ˌ') stress = 2;
    const match = IPA.find(([symbol]) => ipa.startsWith(symbol, at));
    if (match !== undefined) {
      const vowel = VOWELS.has(match[1]);
      phones.push({ symbol: match[1], stress: vowel ? stress : null });
      if (vowel) stress = 0;
    }
    at += match?.[0].length ?? 1;
  }
  return phones;
}

/** The vowels of ARPAbet. */
export const VOWELS: ReadonlySet<string> = new Set([
  'AA',
  'AE',
  'AH',
  'AO',
  'AW',
  'AY',
  'EH',
  'ER',
  'EY',
  'IH',
  'IY',
  'OW',
  'OY',
  'UH',
  'UW',
]);

/** What some entries of the dictionary say of their origin. */
const COMMENT = / *#.*/;

function fromDictionary(word: string): Pronunciation[] {
  const found: Pronunciation[] = [];
  for (let variant = 1; ; variant++) {
    const text = dictionaryEntry(word, variant);
    if (text === undefined) return found;
    found.push(parseArpabet(text.replace(COMMENT, '')));
  }
}

function spelled(word: string): Pronunciation[] {
  const letters = [...word.replace(/[.']/g, '')].map((letter) => LETTERS[letter]);
  return letters.length > 0 && letters.every((letter) => letter !== undefined)
    ? [parseArpabet(letters.join(' '))]
    : [];
}

function fromRules(word: string): Pronunciation[] {
  const ipa = englishRules().predict(word.replace(/[^a-z']/g, ''));
  const phones = ipa === null ? [] : parseIpa(ipa);
  return phones.length > 0 ? [phones] : [];
}
