import type { ReportLanguage } from '@vivavoce/contract';
import type { Catalogue } from './catalogue.ts';
import { GERMAN } from './de/german.ts';
import { ENGLISH } from './en/english.ts';
import { SPANISH } from './es/spanish.ts';
import { FRENCH } from './fr/french.ts';

/** The sentences of a report, by the language that they are written in. */
export const CATALOGUES: Readonly<Record<ReportLanguage, Catalogue>> = {
  en: ENGLISH,
  de: GERMAN,
  es: SPANISH,
  fr: FRENCH,
};
