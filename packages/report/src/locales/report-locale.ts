import type { CefrLevel, ReportLanguage } from '@vivavoce/contract';
import { REPORT_TEXTS } from './locales.ts';
import type { ReportTexts } from './report-texts.ts';

/** The texts of a report, and how its language writes numbers, dates and names of languages. */
export interface ReportLocale {
  readonly texts: ReportTexts;
  /** With so many decimals; one unless given. */
  readonly decimal: (value: number, decimals?: number) => string;
  /** With the decimals that it has. */
  readonly number: (value: number) => string;
  /** A share from 0 to 1. */
  readonly percent: (share: number) => string;
  /** A length in ms, as seconds with one decimal. */
  readonly seconds: (ms: number) => string;
  /** An ISO 8601 time as a date, UTC. */
  readonly date: (timestamp: string) => string;
  /** A language by its code; the code where it is none of ISO 639. */
  readonly languageName: (code: string) => string;
  /** A score beside a heading. */
  readonly badge: (score: number | null, level: CefrLevel | null) => string;
}

/** How a report is written in a language. */
export function reportLocale(language: ReportLanguage): ReportLocale {
  const texts = REPORT_TEXTS[language];
  const { languageTag, decimalSign, result } = texts;
  const decimal = (value: number, decimals = 1): string => value.toFixed(decimals).replace('.', decimalSign);
  const dates = new Intl.DateTimeFormat(languageTag, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    texts,
    decimal,
    number: (value) => String(value).replace('.', decimalSign),
    percent: (share) => `${Math.round(share * 100)}%`,
    seconds: (ms) => `${decimal(ms / 1000)} s`,
    date: (timestamp) => dates.format(new Date(timestamp)),
    languageName(code) {
      if (!/^[a-z]{2,3}$/.test(code)) return code;
      return new Intl.DisplayNames([languageTag], { type: 'language', fallback: 'code' }).of(code) ?? code;
    },
    badge: (score, level) =>
      score === null || level === null ? result.notScored : `${level}  ·  ${result.ofFive(decimal(score))}`,
  };
}
