/** How each language writes figures: the only place where a number becomes text, whatever sentence it stands in. */
import type { ReportLanguage } from '@vivavoce/contract';
import { definite as frenchDefinite } from './fr/definite.ts';

/** BCP 47 tags where the bare code stands for other habits than ours: dates and lists of the United States. */
const TAGS: Partial<Record<ReportLanguage, string>> = { en: 'en-GB' };

/** How a language sets the article before the name of a language, where its sentences need one. */
const DEFINITE: Partial<Record<ReportLanguage, (name: string) => string>> = { fr: frenchDefinite };

/** Figures, dates and lists as a language writes them. */
export interface Formats {
  /** A whole number, rounded, with thousands set apart: `1,204`. */
  readonly whole: (value: number) => string;
  /** A number with one decimal, rounded as the scores are: `2.4`. */
  readonly decimal: (value: number) => string;
  /** A number with the decimals that it has. */
  readonly number: (value: number) => string;
  /** A number with so many decimals. */
  readonly fixed: (value: number, decimals: number) => string;
  /** A share from 0 to 1 as a whole percentage: `43%`. */
  readonly percent: (share: number) => string;
  /** A length in ms as seconds with one decimal and without a unit: `1.8`. */
  readonly seconds: (ms: number) => string;
  /** An ISO 8601 time as a date, UTC. */
  readonly date: (timestamp: string) => string;
  /** An ISO 8601 time as date and time of day, UTC, with `UTC` behind it. */
  readonly dateTime: (timestamp: string) => string;
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
  /** A text with its first letter in upper case. */
  readonly capital: (text: string) => string;
  /** The name of a language with its article, where sentences of this language need one. */
  readonly definite: (name: string) => string;
  /** A language by its ISO 639 code; the code where it is none. */
  readonly languageName: (code: string) => string;
}

/** What stands before the decimals in tables of a language. */
export function decimalMark(language: ReportLanguage): '.' | ',' {
  const [, mark] = new Intl.NumberFormat(language).formatToParts(1.1);
  return mark?.value === ',' ? ',' : '.';
}

/** How a language writes figures, dates and lists. */
export function formatsOf(language: ReportLanguage): Formats {
  const tag = TAGS[language] ?? language;
  const fixed = (decimals: number, style: 'decimal' | 'percent' = 'decimal') =>
    new Intl.NumberFormat(tag, {
      style,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: false,
    });
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const [one, percent] = [fixed(1), fixed(0, 'percent')];
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 20, useGrouping: false });
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const languages = new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' });
  const decimal = (value: number): string => one.format(Math.round(value * 10) / 10);
  return {
    whole: (value) => whole.format(Math.round(value)),
    decimal,
    number: (value) => number.format(value),
    fixed: (value, decimals) => fixed(decimals).format(value),
    percent: (share) => percent.format(Math.round(100 * share) / 100),
    seconds: (ms) => decimal(ms / 1000),
    date: (timestamp) => dates.format(new Date(timestamp)),
    dateTime: (timestamp) => times.format(new Date(timestamp)),
    list: (items) => list.format(items),
    capital: (text) => `${text.charAt(0).toLocaleUpperCase(tag)}${text.slice(1)}`,
    definite: DEFINITE[language] ?? ((name) => name),
    languageName: (code) => (/^[a-z]{2,3}$/.test(code) ? (languages.of(code) ?? code) : code),
  };
}

/** A time in ms from the start of the recording, or a long duration, as `m:ss` or `h:mm:ss`; the same in every language. */
export function clock(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const padded = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(all % 60)}` : `${minutes}:${padded(all % 60)}`;
}
