import type { Catalogue } from './en/index.ts';

/** The languages of the console's own texts. What the engine writes about a recording stays as it came. */
export const LANGUAGES = ['en', 'de', 'es', 'fr'] as const;

/** A language of the console's own texts. */
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
};

/** Fetches the texts of a language. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  switch (language) {
    case 'es':
      return (await import('./es/index.ts')).es;
    case 'fr':
      return (await import('./fr/index.ts')).fr;
    case 'de':
      return (await import('./de/index.ts')).de;
    case 'en':
      return (await import('./en/index.ts')).en;
  }
}
