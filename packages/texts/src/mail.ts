/** What e-mails say. */
import type { ReportLanguage } from '@vivavoce/contract';
import type { TFunction } from 'i18next';
import type { MailCatalogue } from './catalogues.ts';
import { mailCatalogue as de } from './de/mail.ts';
import { mailCatalogue as en } from './en/mail.ts';
import { mailCatalogue as es } from './es/mail.ts';
import { mailCatalogue as fr } from './fr/mail.ts';
import { translatorsOf } from './translator.ts';
import { unbroken } from './unbroken.ts';

/** The catalogues by language. */
export const MAIL_CATALOGUES: Readonly<Record<ReportLanguage, MailCatalogue>> = {
  en,
  de: unbroken(de),
  es: unbroken(es),
  fr: unbroken(fr),
};

const translators = translatorsOf('mail', MAIL_CATALOGUES);

/** The texts of e-mails in a language, by their keys: `t('ready.subject')`. */
export function mailTexts(language: ReportLanguage): TFunction<'mail'> {
  return translators.getFixedT(language, 'mail');
}
