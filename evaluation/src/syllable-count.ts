/** Syllables of written words, for languages in which the letters tell them. */

/** Languages with rules here. */
export const SYLLABLE_LANGUAGES = ['de', 'es'] as const;

/** A language whose syllables are counted, ISO 639-1. */
export type SyllableLanguage = (typeof SYLLABLE_LANGUAGES)[number];

/** What is one vowel to the ear, where letters that are none to it are taken out before. */
const RULES: Readonly<Record<SyllableLanguage, { readonly silent: RegExp; readonly nucleus: RegExp }>> = {
  /** Diphthongs and doubled letters are one; the "ie" of "Familie" is counted as that of "Lieder". */
  de: { silent: /(?<=q)u/g, nucleus: /au|äu|ei|ey|eu|ai|ie|aa|ee|oo|[aeiouyäöüé]/g },
  /** Strong vowels are one each; weak ones (i, u) lean on a strong neighbour, without one they are one together. */
  es: {
    silent: /(?<=[gq])u(?=[eiéí])/g,
    nucleus: /[aeoáéóíú]|(?<![aeoáéóíúiuü])[iuü]+(?![aeoáéóíúiuü])|^y$/g,
  },
};

/** Syllables of a word; 0 without a vowel. */
export function syllablesOf(word: string, language: SyllableLanguage): number {
  const { silent, nucleus } = RULES[language];
  const letters = word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
    .replace(silent, '');
  return letters.match(nucleus)?.length ?? 0;
}
