import { detectAll } from 'tinyld';

/** Names the language of a text, ISO 639-1; null when the language is unclear. */
export type LanguageDetector = (text: string) => string | null;

/** The language detector of `tinyld` (n-grams of letters, data inside the package). */
export function loadLanguageDetector(): LanguageDetector {
  return (text) => detectAll(text)[0]?.lang ?? null;
}
