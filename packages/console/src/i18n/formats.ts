import { useTranslation } from 'react-i18next';

/** A moment or length of a recording as m:ss or h:mm:ss. */
export function formatTimestamp(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const units = [Math.floor(seconds / 60) % 60, seconds % 60];
  const [minutes, rest] = units.map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${Number(minutes)}:${rest}`;
}

/** Numbers and dates as the person's language writes them. */
export interface Formats {
  /** With at most so many decimals; one when absent. */
  number(value: number, decimals?: number): string;
  /** With exactly one decimal, as scores are told. */
  decimal(value: number): string;
  /** A share from 0 to 1 as whole percent. */
  percent(share: number): string;
  /** A probability as whole percent, never quite 0 or 1: nothing is certain. */
  probability(share: number): string;
  date(iso: string): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  dateTime(iso: string): string;
  /** How long ago, in the largest unit that fits. */
  ago(iso: string, now?: number): string;
}

/** Writes numbers and dates in the language of the console. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsOf(i18n.language);
}

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** To make a formatter takes far longer than to format: each is made once, for all components. */
const made = new Map<string, Formats>();

/** See {@link useFormats}; for places outside of components. */
export function formatsOf(language: string): Formats {
  const formats = made.get(language) ?? makeFormats(language);
  made.set(language, formats);
  return formats;
}

function makeFormats(language: string): Formats {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const numbers = new Map<number, Intl.NumberFormat>();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return {
    number(value, decimals = 1) {
      const format =
        numbers.get(decimals) ?? new Intl.NumberFormat(language, { maximumFractionDigits: decimals });
      numbers.set(decimals, format);
      return format.format(value);
    },
    decimal: (value) => decimal.format(value),
    percent: (share) => percent.format(share),
    probability(share) {
      if (share > 0.99) return `> ${percent.format(0.99)}`;
      return share < 0.01 ? `< ${percent.format(0.01)}` : percent.format(share);
    },
    list: (items) => list.format(items),
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    ago(iso, now = Date.now()) {
      const seconds = (Date.parse(iso) - now) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
      return relative.format(Math.round(seconds / size), unit);
    },
  };
}
