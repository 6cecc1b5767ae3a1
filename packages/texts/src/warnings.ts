/** The sentences about warnings, apart from the rest of what the engine says: small enough for a browser, loaded when needed. */
import type { ReportLanguage, Warning } from '@vivavoce/contract';
import { unbroken } from './unbroken.ts';

/** One sentence for each warning, by its code. */
export type WarningTexts = Readonly<Record<Warning['code'], string>>;

/** Fetches the sentences of a language. */
export const WARNING_TEXTS: Readonly<Record<ReportLanguage, () => Promise<WarningTexts>>> = {
  en: async () => (await import('./en/report/warnings.ts')).warnings,
  de: async () => unbroken((await import('./de/report/warnings.ts')).warnings),
  es: async () => unbroken((await import('./es/report/warnings.ts')).warnings),
  fr: async () => unbroken((await import('./fr/report/warnings.ts')).warnings),
};
