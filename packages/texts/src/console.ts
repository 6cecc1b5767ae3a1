/** The texts of the console, loaded when a language is chosen. */
import type { ReportLanguage } from '@vivavoce/contract';
import type { ConsoleCatalogue } from './catalogues.ts';
import { consoleCatalogue as en } from './en/console/index.ts';

export type { ConsoleCatalogue };

/** Fetches the texts of a language; English, which stands in for every other, is always there. */
export const CONSOLE_CATALOGUES: Readonly<Record<ReportLanguage, () => Promise<ConsoleCatalogue>>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de/console/index.ts')).consoleCatalogue,
  es: async () => (await import('./es/console/index.ts')).consoleCatalogue,
  fr: async () => (await import('./fr/console/index.ts')).consoleCatalogue,
};
