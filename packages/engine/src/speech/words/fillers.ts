/**
 * The filled pauses of English as recognisers spell them (Clark & Fox Tree 2002: "uh" and "um"; the British "er" and
 * "erm"; hummed ones). Words of agreement such as "uh-huh" and "mm-hmm" are words.
 */
const FILLER = /^(?:u+h+|u+m+|e+r+|e+r+m+|a+h+|h+m+|m{2,})$/u;

/** Whether a word, as the recogniser wrote it, is a filled pause. */
export function isFiller(text: string): boolean {
  return FILLER.test(text.toLowerCase().replace(/[^\p{L}'-]/gu, ''));
}
