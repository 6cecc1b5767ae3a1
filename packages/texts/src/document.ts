/** What PDF, HTML and transcripts say by themselves. */
import type { ReportLanguage } from '@vivavoce/contract';
import type { TFunction } from 'i18next';
import type { DocumentCatalogue } from './catalogues.ts';
import { documentCatalogue as de } from './de/document.ts';
import { documentCatalogue as en } from './en/document.ts';
import { documentCatalogue as es } from './es/document.ts';
import { documentCatalogue as fr } from './fr/document.ts';
import { translatorsOf } from './translator.ts';
import { unbroken } from './unbroken.ts';

/** The catalogues by language. */
export const DOCUMENT_CATALOGUES: Readonly<Record<ReportLanguage, DocumentCatalogue>> = {
  en,
  de: unbroken(de),
  es: unbroken(es),
  fr: unbroken(fr),
};

/** Writes a text of a document by its key: `t('result.level', { level: 'B1' })`. */
export type DocumentTexts = TFunction<'document'>;

const translators = translatorsOf('document', DOCUMENT_CATALOGUES);

/** The texts of documents in a language. */
export function documentTexts(language: ReportLanguage): DocumentTexts {
  return translators.getFixedT(language, 'document');
}
