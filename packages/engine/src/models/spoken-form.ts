import { englishRules } from './letter-to-sound.ts';

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/&/g, ' and '],
  [/\+/g, ' plus '],
  [/@/g, ' at '],
  [/=/g, ' equals '],
  [/[€]\s?([\d.,]+)/g, ' $1 euros '],
  [/[£]\s?([\d.,]+)/g, ' $1 pounds '],
];

/** Plurals of decades, which the rules for numbers leave alone. */
const DECADES: Record<string, string> = {
  '10': 'tens',
  '20': 'twenties',
  '30': 'thirties',
  '40': 'forties',
  '50': 'fifties',
  '60': 'sixties',
  '70': 'seventies',
  '80': 'eighties',
  '90': 'nineties',
};

/** Digits that are said one by one, and no number: as in telephone numbers, long numbers of accounts, or `007`. */
const DIGITS = /(?<![\d.,:/$€£])(?:\d+[-()]+)*\d+(?![\d:/%]|[.,]\d)/gu;
/** Two years, or a date, that dashes join like a telephone number. */
const YEARS_OR_DATE = /^(?:1[5-9]|20)\d\d-(?:(?:1[5-9]|20)\d\d|\d\d-\d\d)$/;
/** Digits that people still read as a number or in groups. */
const LONGEST_NUMBER = 6;

/**
 * A written word as it is spoken, a list of words in lower case: `10:30` is `ten thirty`, `50%` is `fifty percent`.
 * Abbreviations keep their capitals (`API`), for they may be spelled out. Empty when nothing of it is spoken.
 */
export function spokenForm(text: string): string[] {
  let plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(DIGITS, digitByDigit)
    .replace(/(\d),(?=\d{3}\b)/g, '$1');
  for (const [symbol, spoken] of SYMBOLS) plain = plain.replace(symbol, spoken);
  plain = plain.replace(/'?\b(\d\d)?([1-9]0)s\b/g, (_, century: string | undefined, decade: string) =>
    [century, DECADES[decade]].filter(Boolean).join(' '),
  );
  return englishRules()
    .preProcess(splitLettersFromDigits(plain))
    .split(/[\s/:;,_-]+|\.(?=\p{L}{2})/u)
    .map(trimPunctuation)
    .filter((word) => /[a-z]/i.test(word))
    .map((word) => (isAbbreviation(word) ? word.replaceAll('.', '') : word.toLowerCase()));
}

/** `5G`, `B2B`, `v2`; ordinals (`1st`) and times (`10am`) are left to the rules for numbers. */
function splitLettersFromDigits(text: string): string {
  return text.replace(/(\d)(?!(?:st|nd|rd|th|am|pm)\b)(?=\p{L})/giu, '$1 ').replace(/(\p{L})(?=\d)/gu, '$1 ');
}

function trimPunctuation(word: string): string {
  return word
    .replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, '')
    .replace(/\.+$/u, (dots) => (word.includes('.') && /^(?:\p{L}\.)+$/u.test(word) ? dots : ''));
}

function isAbbreviation(word: string): boolean {
  return /^\p{Lu}{2,6}$/u.test(word) || /^(?:\p{L}\.){2,}\p{L}?$/u.test(word);
}

function digitByDigit(written: string): string {
  const digits = written.replace(/\D/g, '');
  const isRound = /^\d000+$/.test(written) || /^[1-9]\d*0{3,}$/.test(written);
  const isCode = digits.length > LONGEST_NUMBER || /^0\d/.test(written);
  if (!isCode || isRound || YEARS_OR_DATE.test(written)) return written;
  return [...digits].join(' ');
}
