import { createRequire } from 'node:module';

/** Rules that turn English text into what is said. */
export interface LetterToSound {
  /** The sounds of a word in IPA; null where the rules have none. */
  predict(word: string): string | null;
  /** A text with its numbers in words. */
  preProcess(text: string): string;
}

let rules: LetterToSound | undefined;

/** The rules of `phonemize` for English text: numbers in words, and letters to sounds. Loaded at the first call, in half a second. */
export function englishRules(): LetterToSound {
  rules ??= loadRules();
  return rules;
}

function loadRules(): LetterToSound {
  // Its ECMAScript build imports JSON in a way that Node refuses.
  const { EnglishG2P } = createRequire(import.meta.url)('phonemize/en-g2p') as {
    EnglishG2P: new () => LetterToSound;
  };
  return new EnglishG2P();
}
