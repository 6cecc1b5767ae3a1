/** What the tables of the audit log and of fairness say: the server writes it into files, and the console fetches it when it is needed. */
import type { ReportLanguage } from '@vivavoce/contract';
import type { TableTexts } from './table-texts.ts';
import { unbroken } from './unbroken.ts';

export type { AuditColumn, FairnessColumn, TableTexts } from './table-texts.ts';

/** Fetches the texts of a language. */
export const TABLE_TEXTS: Readonly<Record<ReportLanguage, () => Promise<TableTexts>>> = {
  en: async () => (await import('./en/tables.ts')).tables,
  de: async () => unbroken((await import('./de/tables.ts')).tables),
  es: async () => unbroken((await import('./es/tables.ts')).tables),
  fr: async () => unbroken((await import('./fr/tables.ts')).tables),
};
