import { detectAll } from 'tinyld';
import type { LanguageDetector } from '../measures/language.ts';

/** The language detector of `tinyld` (n-grams of letters, data inside the package). */
export function loadLanguageDetector(): LanguageDetector {
  return (text) => detectAll(text)[0]?.lang ?? null;
}
