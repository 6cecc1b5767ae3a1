import type { ReportLanguage } from '@vivavoce/contract';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstKnown } from './languages.ts';

const STORAGE_KEY = 'vivavoce-language';
const NAMESPACE = 'console';

/** Starts with the language that the person chose before, else the first of the browser's that there is. */
export async function setupI18n(): Promise<void> {
  const language = firstKnown([localStorage.getItem(STORAGE_KEY), ...navigator.languages]);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [NAMESPACE],
    defaultNS: NAMESPACE,
    resources: { [language]: { [NAMESPACE]: await CONSOLE_CATALOGUES[language]() } },
    // React writes text as text.
    interpolation: { escapeValue: false },
  });
  await changeLanguage(language);
}

/** Shows the console in a language from now on. */
export async function changeLanguage(language: ReportLanguage): Promise<void> {
  if (!i18next.hasResourceBundle(language, NAMESPACE)) {
    i18next.addResourceBundle(language, NAMESPACE, await CONSOLE_CATALOGUES[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(STORAGE_KEY, language);
}
