import { REPORT_LANGUAGES, type ReportLanguage } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';

/** What a language calls itself, as a list of languages shows it: `Español`. */
export function ownNameOf(language: ReportLanguage): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return `${name.charAt(0).toLocaleUpperCase(language)}${name.slice(1)}`;
}

/** The first of some preferred languages, as browsers send them, that the console speaks; English where none is. */
export function firstKnown(preferred: readonly (string | null)[]): ReportLanguage {
  const known = preferred.map((tag) => REPORT_LANGUAGES.find((language) => language === tag?.slice(0, 2)));
  return known.find((language) => language !== undefined) ?? 'en';
}

/** The language of the page, in which reports are read too. */
export const useReadingLanguage = (): ReportLanguage => useTranslation().i18n.language as ReportLanguage;
