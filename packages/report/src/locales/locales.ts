import type { ReportLanguage } from '@vivavoce/contract';
import { GERMAN } from './de.ts';
import { ENGLISH } from './en.ts';
import { SPANISH } from './es.ts';
import { FRENCH } from './fr.ts';
import type { ReportTexts } from './report-texts.ts';

/** The texts of a report, by the language that it is written in. */
export const REPORT_TEXTS: Readonly<Record<ReportLanguage, ReportTexts>> = {
  en: ENGLISH,
  de: GERMAN,
  es: SPANISH,
  fr: FRENCH,
};
