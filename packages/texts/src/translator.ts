import { REPORT_LANGUAGES, type ReportLanguage } from '@vivavoce/contract';
import { createInstance, type InitOptions, type i18n, type ResourceKey } from 'i18next';
import { clock, formatsOf } from './formats.ts';

/** What the catalogues are written for: texts are written as texts, and plurals follow CLDR. */
export const OPTIONS = {
  fallbackLng: 'en',
  // Whoever shows a text escapes it: React, or the writer of HTML.
  interpolation: { escapeValue: false },
} as const satisfies InitOptions;

/** Translators of one namespace, ready at once. */
export function translatorsOf(
  namespace: 'report' | 'document' | 'mail',
  catalogues: Readonly<Record<ReportLanguage, ResourceKey>>,
): i18n {
  const instance = createInstance();
  void instance.init({
    ...OPTIONS,
    initAsync: false,
    lng: 'en',
    ns: [namespace],
    defaultNS: namespace,
    resources: Object.fromEntries(
      REPORT_LANGUAGES.map((language) => [language, { [namespace]: catalogues[language] }]),
    ),
  });
  addFormats(instance);
  return instance;
}

/** Teaches the formats that texts name behind a comma, as in `{{score, decimal}}`. */
function addFormats({ services: { formatter } }: i18n): void {
  const of = new Map(REPORT_LANGUAGES.map((language) => [language as string, formatsOf(language)]));
  for (const name of ['whole', 'decimal', 'percent', 'seconds', 'list', 'capital', 'definite'] as const) {
    formatter?.add(name, (value: unknown, language) => {
      const write = of.get(language ?? 'en')?.[name] as ((value: unknown) => string) | undefined;
      return write?.(value) ?? String(value);
    });
  }
  formatter?.add('clock', (ms: number) => clock(ms));
}
