/** The sentences that the engine writes about a recording. */
import type { ReportLanguage } from '@vivavoce/contract';
import type { TFunction } from 'i18next';
import type { ReportCatalogue } from './catalogues.ts';
import { reportCatalogue as de } from './de/report/index.ts';
import { reportCatalogue as en } from './en/report/index.ts';
import { reportCatalogue as es } from './es/report/index.ts';
import { reportCatalogue as fr } from './fr/report/index.ts';
import { translatorsOf } from './translator.ts';
import { unbroken } from './unbroken.ts';

/** The catalogues by language. */
export const REPORT_CATALOGUES: Readonly<Record<ReportLanguage, ReportCatalogue>> = {
  en,
  de: unbroken(de),
  es: unbroken(es),
  fr: unbroken(fr),
};

/** Writes a sentence of a report by its key: `t('explanations.variety', { context: 'more', share: 0.7 })`. */
export type ReportTexts = TFunction<'report'>;

const translators = translatorsOf('report', REPORT_CATALOGUES);

/** The sentences of a report in a language. */
export function reportTexts(language: ReportLanguage): ReportTexts {
  return translators.getFixedT(language, 'report');
}

/** The sounds of English, by ARPAbet symbol, that the feedback tells how to make. */
export type Sound = keyof typeof en.sounds;

/** Whether the feedback tells how to make a sound. */
export function isSound(arpabet: string): arpabet is Sound {
  return Object.hasOwn(en.sounds, arpabet);
}
