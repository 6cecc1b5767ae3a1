import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { LANGUAGES, type Language, loadCatalogue } from './languages.ts';

const STORAGE_KEY = 'vivavoce-language';

/** Starts with the language that the person chose before, else the first of the browser's that there is. */
export async function setupI18n(): Promise<void> {
  const language = initialLanguage();
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React writes text as text.
    interpolation: { escapeValue: false },
  });
  await changeLanguage(language);
}

/** Shows the console in a language from now on. */
export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await loadCatalogue(language));
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(STORAGE_KEY, language);
}

function initialLanguage(): Language {
  const preferred = [localStorage.getItem(STORAGE_KEY), ...navigator.languages];
  const known = preferred.map((wish) => LANGUAGES.find((language) => language === wish?.slice(0, 2)));
  return known.find((language) => language !== undefined) ?? 'en';
}
