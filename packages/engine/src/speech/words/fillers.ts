/**
 * The filled pauses of English as recognisers spell them (Clark & Fox Tree 2002: "uh" and "um"; the British "er" and
 * "erm"; hummed ones). Words of agreement such as "uh-huh" and "mm-hmm" are words.
 */
const FILLER = /^(?:u+h+|u+m+|e+r+|e+r+m+|a+h+|h+m+|m{2,})$/u;

/** Whether a word, as the recogniser wrote it, is a filled pause. */
export function isFiller(text: string): boolean {
  return FILLER.test(text.toLowerCase().replace(/[^\p{L}'-]/gu, ''));
}

/** Filled pauses that are no word in the languages that are written with them; English ones such as "um" and "er" are words elsewhere. */
const OTHER_FILLER = /^(?:h+m+|m{2,}|[äö]+h+m*|euh+|heu+|ehm+)$/u;
/** Spanish also spells its commonest one like an interjection of its neighbours. */
const SPANISH_FILLER = /^(?:h+m+|m{2,}|[äö]+h+m*|euh+|heu+|ehm+|e+h+)$/u;

/** Whether a word of a language, as a transcriber wrote it, is a filled pause; many transcribers leave them out. */
export function isFillerIn(language: string, text: string): boolean {
  const ofLanguage = FILLERS[language] ?? isOtherFiller;
  return ofLanguage(text);
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');
const isOtherFiller = (text: string): boolean => OTHER_FILLER.test(bare(text));

/** Languages with fillers of their own. */
const FILLERS: Readonly<Record<string, (text: string) => boolean>> = {
  en: isFiller,
  es: (text) => SPANISH_FILLER.test(bare(text)),
};
