import type { ReportLanguage } from '@vivavoce/contract';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import type { ReportWording } from './report-wording.ts';
import { SPANISH } from './spanish.ts';

/** The texts of a report, by the language that it is written in. */
export const WORDINGS: Readonly<Record<ReportLanguage, ReportWording>> = {
  en: ENGLISH,
  de: GERMAN,
  es: SPANISH,
  fr: FRENCH,
};
