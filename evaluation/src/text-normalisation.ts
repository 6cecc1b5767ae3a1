/**
 * How text is made comparable before words are counted as right or wrong. The rules, in order:
 *
 * 1. case is dropped; typographic apostrophes become plain ones; `%` and `&` are read as "percent" and "and";
 * 2. digits are read out: 12 as "twelve", 3.5 as "three point five", 2nd as "second", $5 as "five dollars", 6:30 as
 *    "six thirty", and four digits from 1100 to 1999 and from 2010 to 2099 as a year, "nineteen ninety nine";
 * 3. all other punctuation is dropped, hyphens part words;
 * 4. contractions are written in full: "don't" as "do not", "it's" as "it is", "gonna" as "going to"; "'d" is always read
 *    as "would", and "'s" as "is" after pronouns, question words, "that", "there" and "here", else as a possessive;
 * 5. fillers ("um", "uh", "hm", ...) are dropped, since recognisers differ in whether they write them; "ok" is "okay".
 *
 * Spelling (harbor, harbour), "and" inside numbers and compounds written apart or together are left as they are, and so
 * count as errors: the figures are on the strict side.
 */

const FILLERS = new Set(
  'um umm uh uhh uhm er erm err ah ahh eh hm hmm hmmm mm mmm mhm mmhm uh-huh mm-hm mm-hmm'.split(' '),
);

const WHOLE_WORDS: Readonly<Record<string, string>> = {
  cannot: 'can not',
  "can't": 'can not',
  "won't": 'will not',
  "shan't": 'shall not',
  "ain't": 'is not',
  "let's": 'let us',
  "o'clock": 'oclock',
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  ok: 'okay',
  mr: 'mister',
  mrs: 'missus',
  dr: 'doctor',
};

const IS_AFTER =
  /^(it|he|she|that|this|there|here|what|who|where|when|how|why|everything|something|nothing)'s$/;
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/n't$/, ' not'],
  [/'re$/, ' are'],
  [/'ll$/, ' will'],
  [/'ve$/, ' have'],
  [/'m$/, ' am'],
  [/'d$/, ' would'],
];

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: readonly (readonly [number, string])[] = [
  [1e9, 'billion'],
  [1e6, 'million'],
  [1000, 'thousand'],
  [100, 'hundred'],
];
const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
/** Longer rows of digits are read out one by one, as telephone numbers are. */
const MOST_DIGITS = 12;

/** The words of a text, comparable with those of another: see the rules at the top of this file. */
export function normaliseWords(text: string): string[] {
  return readNumbers(
    text
      .toLowerCase()
      .replaceAll(/[\u2018\u2019\u02bc]/g, "'")
      .replaceAll('%', ' percent ')
      .replaceAll('&', ' and '),
  )
    .split(/[^\p{L}\p{N}'-]+/u)
    .map((word) => word.replaceAll(/^['-]+|['-]+$/g, ''))
    .filter((word) => !FILLERS.has(word))
    .flatMap((word) => word.split('-'))
    .flatMap((word) => expandContraction(word).split(' '))
    .map((word) => word.replaceAll("'", ''))
    .filter((word) => word !== '' && !FILLERS.has(word));
}

function expandContraction(word: string): string {
  const whole = Object.hasOwn(WHOLE_WORDS, word) ? WHOLE_WORDS[word] : undefined;
  if (whole !== undefined) return whole;
  if (IS_AFTER.test(word)) return word.replace("'s", ' is');
  for (const [ending, words] of ENDINGS) if (ending.test(word)) return word.replace(ending, words);
  return word;
}

function readNumbers(text: string): string {
  return text
    .replaceAll(
      /([$£€])(\d[\d,]*(?:\.\d+)?)/g,
      (_, sign: string, amount: string) => ` ${quantity(amount)} ${currency(sign)} `,
    )
    .replaceAll(/\b(\d{1,2}):(\d{2})\b/g, (_, hour: string, minute: string) =>
      minute === '00' ? `${cardinal(hour)} o'clock` : `${cardinal(hour)} ${cardinal(minute)}`,
    )
    .replaceAll(/\b(\d+)(?:st|nd|rd|th)\b/g, (_, digits: string) => ordinal(digits))
    .replaceAll(/\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+/g, (amount) => ` ${quantity(amount)} `)
    .replaceAll(/\d+/g, (digits) => ` ${isYear(digits) ? year(digits) : cardinal(digits)} `);
}

/** An amount, which may have commas between thousands and decimals. */
function quantity(amount: string): string {
  const [whole = '', decimals] = amount.replaceAll(',', '').split('.');
  return decimals === undefined ? cardinal(whole) : `${cardinal(whole)} point ${spell(decimals)}`;
}

function currency(sign: string): string {
  return { $: 'dollars', '£': 'pounds', '€': 'euros' }[sign] ?? '';
}

function isYear(digits: string): boolean {
  const number = Number(digits);
  return digits.length === 4 && ((number >= 1100 && number < 2000) || (number >= 2010 && number < 2100));
}

function year(digits: string): string {
  const rest = digits.slice(2);
  if (rest === '00') return `${cardinal(digits.slice(0, 2))} hundred`;
  const years = rest.startsWith('0') ? `oh ${cardinal(rest)}` : cardinal(rest);
  return `${cardinal(digits.slice(0, 2))} ${years}`;
}

function ordinal(digits: string): string {
  const words = cardinal(digits).split(' ');
  const last = words.pop() ?? '';
  const ending = IRREGULAR_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ending].join(' ');
}

function cardinal(digits: string): string {
  return digits.length > MOST_DIGITS ? spell(digits) : readInteger(Number(digits));
}

function spell(digits: string): string {
  return [...digits].map((digit) => ONES[Number(digit)]).join(' ');
}

function readInteger(number: number): string {
  for (const [size, name] of SCALES) {
    if (number < size) continue;
    const rest = number % size;
    return `${readInteger(Math.floor(number / size))} ${name}${rest > 0 ? ` ${readInteger(rest)}` : ''}`;
  }
  if (number < 20) return ONES[number] ?? '';
  const tens = TENS[Math.floor(number / 10)] ?? '';
  return number % 10 > 0 ? `${tens} ${ONES[number % 10]}` : tens;
}
