/**
 * How a piece of speech was delivered, as the acoustic model reads it beside the encoder's states: how sure the recogniser
 * is of the words, how well the phones fit, tempo, pauses, durations.
 *
 * None of them grows with the length of the piece. Confidence of recognition tells how well speech is understood (as the
 * recogniser's error rate does, Cucchiarini, Strik & Boves 2000), goodness of pronunciation is that of Witt & Young 2000 in
 * the form of `speech/alignment/goodness.ts`, tempo and pauses follow `measures/fluency.ts` with a lower floor, because
 * read sentences hold few pauses; the rhythm metrics are those of Ramus, Nespor & Mehler 1999 and Grabe & Low 2002.
 */
import { lengthS } from '../speech/spans.ts';
import type { Phone, Span, Word } from '../speech/timeline.ts';

/** Features of a piece, in the order of `DELIVERY_FEATURES`. */
export type DeliveryFeatures = readonly number[];

/** Names of the features. */
export const DELIVERY_FEATURES = [
  'confidenceMean',
  'confidenceLeast',
  'confidenceLowShare',
  'confidenceDeviation',
  'goodnessMean',
  'goodnessTenth',
  'goodnessBelow1Share',
  'goodnessBelow3Share',
  'goodnessOfVowels',
  'goodnessOfConsonants',
  'logSyllableRate',
  'logArticulationRate',
  'pauseShare',
  'pausesPerSecond',
  'longestPauseS',
  'logSyllablesPerRun',
  'vowelNpvi',
  'vowelShare',
  'vowelDeviationS',
  'vowelMeanS',
  'consonantMeanS',
  'consonantDeviationS',
  'logPhoneS',
  'logLongestPhoneS',
  'wordless',
] as const;

/** Shortest gap between words that counts as a pause here, s. */
const PAUSE_S = 0.15;
/** Goodness below this tells no more: another phone was said. */
const LEAST_GOODNESS = -4;
/** Spans below this are taken for this, s: an aligner's word can be shorter than it was. */
const LEAST_SPAN_S = 0.3;
/** What stands for the measures of a piece in which no word or phone was made out. */
const NOTHING = { confidence: 0.3, goodness: LEAST_GOODNESS, phoneS: 0.1, vowelDeviationS: 0.05, npvi: 0.5 };
const NO_VOWELS = { share: 0.4, goodness: -3 };

/** The features of a piece of speech of one speaker. */
export function deliveryFeatures(piece: Span & { readonly words: readonly Word[] }): DeliveryFeatures {
  const phones = piece.words.flatMap((word) => word.phones);
  return [
    ...confidenceFeatures(piece.words),
    ...goodnessFeatures(phones),
    ...tempoFeatures(piece),
    ...durationFeatures(piece.words, phones),
    piece.words.length === 0 ? 1 : 0,
  ];
}

function confidenceFeatures(words: readonly Word[]): number[] {
  const values = orElse(
    words.map((word) => word.confidence),
    NOTHING.confidence,
  );
  return [mean(values), Math.min(...values), shareBelow(values, 0.5), deviation(values)];
}

function goodnessFeatures(phones: readonly Phone[]): number[] {
  const of = (chosen: readonly Phone[]) =>
    chosen.map((phone) => phone.goodness).filter((goodness) => goodness !== null);
  const clipped = (values: readonly number[]) => values.map((value) => Math.max(LEAST_GOODNESS, value));
  const all = orElse(of(phones), NOTHING.goodness);
  const vowels = orElse(of(phones.filter(isVowel)), NO_VOWELS.goodness);
  const consonants = orElse(of(phones.filter((phone) => !isVowel(phone))), NO_VOWELS.goodness);
  return [
    mean(clipped(all)),
    quantile(clipped(all), 0.1),
    shareBelow(all, -1),
    shareBelow(all, -3),
    mean(clipped(vowels)),
    mean(clipped(consonants)),
  ];
}

function tempoFeatures({ startMs, endMs, words }: Span & { readonly words: readonly Word[] }): number[] {
  const [first, last] = [words[0], words.at(-1)];
  const spanS = Math.max(LEAST_SPAN_S, ((last?.endMs ?? endMs) - (first?.startMs ?? startMs)) / 1000);
  const gaps = words.slice(1).map((word, at) => (word.startMs - (words[at]?.endMs ?? 0)) / 1000);
  const pauses = gaps.filter((gap) => gap >= PAUSE_S);
  const pausedS = sum(pauses);
  const syllables = words.flatMap((word) => word.phones).filter(isVowel).length || words.length;
  return [
    Math.log(syllables / spanS + LEAST_SPAN_S),
    Math.log(syllables / Math.max(LEAST_SPAN_S, spanS - pausedS) + LEAST_SPAN_S),
    Math.min(1, pausedS / spanS),
    pauses.length / spanS,
    Math.max(0, ...gaps),
    Math.log((syllables + 0.5) / (pauses.length + 1)),
  ];
}

function durationFeatures(words: readonly Word[], phones: readonly Phone[]): number[] {
  const vowels = phones.filter(isVowel).map(lengthS);
  const consonants = phones.filter((phone) => !isVowel(phone)).map(lengthS);
  const perPhone = orElse(
    words.map((word) => lengthS(word) / Math.max(1, word.phones.length)),
    NOTHING.phoneS,
  );
  return [
    vowels.length > 2 ? npvi(vowels) : NOTHING.npvi,
    vowels.length > 0 ? sum(vowels) / Math.max(0.1, sum(vowels) + sum(consonants)) : NO_VOWELS.share,
    vowels.length > 0 ? deviation(vowels) : NOTHING.vowelDeviationS,
    mean(orElse(vowels, NOTHING.phoneS)),
    mean(orElse(consonants, NOTHING.phoneS)),
    consonants.length > 0 ? deviation(consonants) : NOTHING.vowelDeviationS,
    Math.log(quantile(perPhone, 0.5) + 0.02),
    Math.log(Math.max(...perPhone) + 0.02),
  ];
}

/** Normalised pairwise variability (Grabe & Low 2002) as a ratio; a millisecond keeps it defined. */
function npvi(durations: readonly number[]): number {
  const pairs = durations.slice(1).map((next, at) => [durations[at] ?? 0, next] as const);
  return mean(pairs.map(([a, b]) => Math.abs(b - a) / ((a + b) / 2 + 0.001)));
}

function isVowel(phone: Phone): boolean {
  return phone.stress !== null;
}

function orElse(values: readonly number[], value: number): readonly number[] {
  return values.length > 0 ? values : [value];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

function shareBelow(values: readonly number[], limit: number): number {
  return values.filter((value) => value < limit).length / values.length;
}

/** Linear between the two nearest of the sorted values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (at - Math.floor(at)) * (high - low);
}
