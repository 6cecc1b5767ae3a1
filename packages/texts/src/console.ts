/** The texts of the console, loaded when a language is chosen. */
import type { ReportLanguage } from '@vivavoce/contract';
import type { ConsoleCatalogue } from './catalogues.ts';
import { unbroken } from './unbroken.ts';

export type { ConsoleCatalogue };

/** Fetches the texts of a language. Each is complete, so none needs another to stand in for it. */
export const CONSOLE_CATALOGUES: Readonly<Record<ReportLanguage, () => Promise<ConsoleCatalogue>>> = {
  en: async () => (await import('./en/console/index.ts')).consoleCatalogue,
  de: async () => unbroken((await import('./de/console/index.ts')).consoleCatalogue),
  es: async () => unbroken((await import('./es/console/index.ts')).consoleCatalogue),
  fr: async () => unbroken((await import('./fr/console/index.ts')).consoleCatalogue),
};
