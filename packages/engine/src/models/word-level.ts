/**
 * Estimates the CEFR level of a lemma from what can be seen of it: how frequent it and its family are in subtitles, its
 * length, its part of speech and its affixes. A small network learned by `training/word-levels` (see the card beside the
 * weights); it holds no word list.
 */
import { CEFR_LEVELS, type CefrLevel } from '@vivavoce/contract';
import type { Lexicon, PartOfSpeech } from './word-knowledge.ts';

/** Weights of the network: standardised features, one hidden layer of rectifiers, one output a level. */
export interface WordLevelWeights {
  /** Names of the features, in the order of `wordLevelFeatures`. */
  readonly features: readonly string[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** `hidden x features` and `hidden`. */
  readonly hidden: { readonly weights: readonly (readonly number[])[]; readonly bias: readonly number[] };
  /** `levels x hidden` and `levels`. */
  readonly output: { readonly weights: readonly (readonly number[])[]; readonly bias: readonly number[] };
}

/** What the features are looked up in. */
export type WordLookups = Pick<Lexicon, 'zipf' | 'syllables' | 'isName'>;

const SUFFIXES =
  'able ably age al ally ance ant ary ate ation dom ed ee en ence ency ent er ery ess est ful hood ial ian ible ic ical ify ing ion ious ise ish ism ist ity ive ize less like ly ment ness or ory ous ship some sion tion ure ward wise y'.split(
    ' ',
  );
const PREFIXES =
  'anti auto co com con contra counter de dis en em ex extra fore il im in inter ir micro mid mis multi non ob out over per post pre pro re self semi sub super sur tele trans un under up'.split(
    ' ',
  );
const CLASSES: readonly (readonly PartOfSpeech[])[] = [
  ['NOUN', 'PROPN'],
  ['VERB'],
  ['ADJ'],
  ['ADV'],
  ['PRON', 'DET', 'ADP', 'CCONJ', 'SCONJ', 'AUX', 'PART'],
  ['NUM'],
  ['INTJ'],
];

/** Names of the features of a word, in order. */
export const WORD_LEVEL_FEATURES: readonly string[] = [
  'zipf',
  'unseen',
  'familyZipf',
  'baseZipf',
  'hasBase',
  'letters',
  'syllables',
  'name',
  'hyphen',
  ...CLASSES.map((members) => `is${members[0]}`),
  ...SUFFIXES.map((suffix) => `-${suffix}`),
  ...PREFIXES.map((prefix) => `${prefix}-`),
];

/** The features of a lemma, in the order of `WORD_LEVEL_FEATURES`. */
export function wordLevelFeatures(lemma: string, pos: PartOfSpeech, lookups: WordLookups): number[] {
  const zipf = lookups.zipf(lemma);
  const suffix = longest(SUFFIXES.filter((one) => lemma.endsWith(one) && lemma.length >= one.length + 3));
  const prefix = longest(PREFIXES.filter((one) => lemma.startsWith(one) && lemma.length >= one.length + 3));
  const base = baseZipf(lemma, suffix, prefix, lookups);
  return [
    zipf ?? 0,
    zipf === null ? 1 : 0,
    familyZipf(lemma, pos, lookups),
    base ?? 0,
    base === null ? 0 : 1,
    lemma.length,
    lookups.syllables(lemma),
    lookups.isName(lemma) ? 1 : 0,
    lemma.includes('-') ? 1 : 0,
    ...CLASSES.map((members) => (members.includes(pos) ? 1 : 0)),
    ...SUFFIXES.map((one) => (one === suffix ? 1 : 0)),
    ...PREFIXES.map((one) => (one === prefix ? 1 : 0)),
  ];
}

/** The estimated level: the median of the network's distribution over the levels. */
export function estimateWordLevel(features: readonly number[], weights: WordLevelWeights): CefrLevel {
  const input = features.map((value, at) => (value - weights.mean[at]!) / weights.deviation[at]!);
  const hidden = layer(input, weights.hidden).map((value) => Math.max(0, value));
  const logits = layer(hidden, weights.output);
  const highest = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - highest));
  const half = odds.reduce((sum, value) => sum + value, 0) / 2;
  let below = 0;
  const median = odds.findIndex((value) => {
    below += value;
    return below >= half;
  });
  return CEFR_LEVELS[median]!;
}

function layer(
  input: readonly number[],
  { weights, bias }: { readonly weights: readonly (readonly number[])[]; readonly bias: readonly number[] },
): number[] {
  return weights.map((row, unit) => row.reduce((sum, weight, at) => sum + weight * input[at]!, bias[unit]!));
}

function longest(affixes: readonly string[]): string {
  return affixes.reduce((best, one) => (one.length > best.length ? one : best), '');
}

/** Zipf value of the lemma and its regular inflections together. */
function familyZipf(lemma: string, pos: PartOfSpeech, lookups: WordLookups): number {
  const stem = lemma.replace(/e$/, '');
  const plural = lemma.replace(/y$/, 'ie');
  const endings: Partial<Record<PartOfSpeech, string[]>> = {
    NOUN: [`${plural}s`, `${lemma}es`],
    VERB: [`${plural}s`, `${lemma}es`, `${stem}ed`, `${plural}d`, `${stem}ing`],
    ADJ: [`${stem}er`, `${stem}est`, `${lemma}ly`],
  };
  const family = new Set([lemma, ...(endings[pos] ?? [])]);
  const occurrences = [...family].reduce((sum, form) => sum + 10 ** (lookups.zipf(form) ?? 0), 0);
  return Math.log10(occurrences);
}

/** Zipf value of the most frequent word left when an affix is taken off; null when nothing known is left. */
function baseZipf(lemma: string, suffix: string, prefix: string, lookups: WordLookups): number | null {
  const stem = suffix === '' ? '' : lemma.slice(0, lemma.length - suffix.length);
  const candidates = [stem, `${stem}e`, `${stem}y`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
  if (prefix !== '') candidates.push(lemma.slice(prefix.length));
  const known = candidates
    .filter((form) => form.length >= 3 && form !== lemma)
    .map((form) => lookups.zipf(form) ?? 0);
  const best = Math.max(0, ...known);
  return best === 0 ? null : best;
}
