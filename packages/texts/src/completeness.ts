/** What the compiler cannot see of a translation: other values than the English text has, plural forms, keys that nobody asks for. */
import type { PluralCategory } from './translation.ts';

/** Texts by their keys, as deep as they come. */
export interface Catalogue {
  readonly [key: string]: string | undefined | Catalogue;
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const NESTED = /\$t\(([\w.]+)/g;

/** The texts of a catalogue by their full keys, such as `explanations.variety_more`. */
export function flattened(catalogue: Catalogue, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') texts.set(path + name, value);
    else if (value !== undefined) {
      for (const [key, text] of flattened(value, `${path}${name}.`)) texts.set(key, text);
    }
  }
  return texts;
}

/**
 * What is wrong with a translation of a catalogue, one line each: a key that is missing or that English does not have, values other
 * than those of the English text, plural categories of the language that are missing or that it does not have, and terms that no
 * text uses or that are not there.
 */
export function problemsOf(language: string, translation: Catalogue, english: Catalogue): string[] {
  const [own, source] = [families(flattened(translation)), families(flattened(english))];
  const problems: string[] = [];
  const isTerm = (key: string) => key.startsWith('terms.');
  for (const key of source.keys()) if (!own.has(key) && !isTerm(key)) problems.push(`${key}: missing`);
  for (const [key, forms] of own) {
    problems.push(...pluralProblems(language, forms).map((problem) => `${key}: ${problem}`));
    const original = source.get(key);
    if (isTerm(key)) continue;
    if (original === undefined) {
      problems.push(`${key}: not among the English keys`);
      continue;
    }
    const expected = new Set([...original.values()].flatMap(valuesIn));
    for (const [category, text] of forms) {
      const values = new Set(valuesIn(text));
      const different = new Set(
        [...values, ...expected].filter((value) => values.has(value) !== expected.has(value)),
      );
      if (category === 'one' || category === 'zero') different.delete('count');
      if (different.size > 0) problems.push(`${key}: differs from English in ${[...different].join(', ')}`);
    }
  }
  return [...problems, ...termProblems(own)];
}

/** A text, or its plural forms by category. */
type Forms = ReadonlyMap<PluralCategory | 'only', string>;

/** The texts by key, with the plural forms of a text together. */
function families(texts: ReadonlyMap<string, string>): Map<string, Forms> {
  const found = new Map<string, Map<PluralCategory | 'only', string>>();
  for (const [key, text] of texts) {
    const category = PLURAL.exec(key)?.[1] as PluralCategory | undefined;
    const family = key.replace(PLURAL, '');
    const forms = found.get(family) ?? new Map<PluralCategory | 'only', string>();
    found.set(family, forms.set(category ?? 'only', text));
  }
  return found;
}

/** i18next takes `zero` for none in every language. */
function pluralProblems(language: string, forms: Forms): string[] {
  if (forms.has('only')) return forms.size === 1 ? [] : ['both with and without plural forms'];
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return [
    ...pluralCategories.filter((one) => !forms.has(one)).map((one) => `lacks the plural form ${one}`),
    ...[...forms.keys()]
      .filter((one) => one !== 'zero' && !pluralCategories.some((known) => known === one))
      .map((one) => `has the plural form ${one}, which ${language} does not`),
  ];
}

/** The values that a text takes, whatever it does with them. */
function valuesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = '']) => name);
}

function termProblems(texts: ReadonlyMap<string, Forms>): string[] {
  const used = new Set(
    [...texts.values()].flatMap((forms) =>
      [...forms.values()].flatMap((text) => [...text.matchAll(NESTED)].map(([, key = '']) => key)),
    ),
  );
  const terms = [...texts.keys()].filter((key) => key.startsWith('terms.'));
  return [
    ...terms.filter((key) => !used.has(key)).map((key) => `${key}: no text uses it`),
    ...[...used].filter((key) => !texts.has(key)).map((key) => `${key}: used, but not there`),
  ];
}
