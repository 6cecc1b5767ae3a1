/** The English texts are the source: i18next derives from them which keys there are and which values each takes. */
import type { consoleCatalogue } from './en/console/index.ts';
import type { documentCatalogue } from './en/document.ts';
import type { mailCatalogue } from './en/mail.ts';
import type { reportCatalogue } from './en/report/index.ts';
import type { Translation } from './translation.ts';

/** Namespaces, each a catalogue: what the engine writes, what documents and e-mails say by themselves, what the console says. */
export interface EnglishCatalogues {
  readonly report: typeof reportCatalogue;
  readonly document: typeof documentCatalogue;
  readonly mail: typeof mailCatalogue;
  readonly console: typeof consoleCatalogue;
}

/** The sentences of the engine in any language. */
export type ReportCatalogue = Translation<EnglishCatalogues['report']>;
/** The texts of PDF, HTML and transcripts in any language. */
export type DocumentCatalogue = Translation<EnglishCatalogues['document']>;
/** The texts of e-mails in any language. */
export type MailCatalogue = Translation<EnglishCatalogues['mail']>;
/** The texts of the console in any language. */
export type ConsoleCatalogue = Translation<EnglishCatalogues['console']>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: EnglishCatalogues;
    interpolationFormatTypeMap: {
      whole: number;
      decimal: number;
      percent: number;
      seconds: number;
      clock: number;
      list: readonly string[];
      capital: string;
      definite: string;
    };
  }
}
