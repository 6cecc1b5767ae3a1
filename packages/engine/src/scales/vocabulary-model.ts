/**
 * The vocabulary model: from named features to an examiners' level with its interval, and what each group of features adds to it.
 *
 * A weighted sum and small networks, half and half, say what examiners would; their answer ends short of C1 for whoever shows no range. Three families of range
 * (`measures/word-range.ts`) lift it: their mean a little, and a range that is high in all three sets a floor, so that neither
 * the words of a subject nor the frequent words alone decide. `training/vocabulary/model.py` is the same in Python;
 * `docs/validity/vocabulary.md` gives the reasons.
 */
import { RANGE_WINDOW_WORDS } from '../measures/word-range.ts';
import { halfWidth, type IntervalWidthModel } from './interval-width.ts';
import { type NetworkModel, type NetworkShape, readNetworks, runNetworks } from './network.ts';
import type { NamedFeatures } from './word-choice.ts';

/** Families of range. */
export const RANGE_FAMILIES = ['variety', 'reach', 'combinations'] as const;
type RangeFamily = (typeof RANGE_FAMILIES)[number];
/** Groups of features whose part in a score is shown: the families, and the frequent words and parts of speech. */
export const VOCABULARY_GROUPS = [...RANGE_FAMILIES, 'wordChoice'] as const;
/** One of the groups. */
export type VocabularyGroup = (typeof VOCABULARY_GROUPS)[number];

/** A feature as the model reads it. */
interface ModelFeature {
  readonly name: string;
  readonly group: VocabularyGroup;
  /** Whether it makes up its family, and is no mere input of the networks. */
  readonly inFamily: boolean;
  /** Exponent by which a count grows with the words of a window (Heaps 1978); 0 for what is no count. */
  readonly growth: number;
}

type OfFamily = Readonly<Record<RangeFamily, number>>;

/** How the parts are put together, in examiners' levels; `training/vocabulary/model.py` explains each number. */
interface Combination {
  readonly familyClip: OfFamily;
  readonly sumShare: number;
  readonly top: { readonly level: number; readonly slope: number; readonly most: number };
  readonly control: { readonly from: number; readonly slope: number; readonly width: number };
  readonly liftedFrom: readonly [first: number, full: number];
  readonly lift: { readonly from: number; readonly slope: number; readonly most: number };
  readonly floor: {
    readonly moved: OfFamily;
    readonly divided: OfFamily;
    readonly from: number;
    readonly width: number;
    readonly level: number;
    readonly slope: number;
  };
  readonly above: { readonly from: number; readonly share: number };
}

/** The model with its numbers. */
export interface VocabularyModel {
  /** The weighted sum, a network without hidden units. */
  readonly sum: NetworkModel;
  readonly networks: NetworkModel;
  readonly features: readonly ModelFeature[];
  readonly combination: Combination;
  readonly interval: IntervalWidthModel;
}

/** What stands in the JSON beside the numbers. */
export interface VocabularyHead extends Pick<VocabularyModel, 'features' | 'combination' | 'interval'> {
  readonly sha256: string;
  readonly shape: NetworkShape;
}

/** What the model makes of somebody's words. */
export interface VocabularyLevel {
  /** Examiners' level, 1 to 9 and beyond: 9.5 is the lower end of C1, 11 that of C2. */
  readonly level: number;
  /** Half of the 90 % interval of the level. */
  readonly halfWidth: number;
  /** What each group adds to the level of an average learner or takes from it; together the difference to it. */
  readonly contributions: Readonly<Record<VocabularyGroup, number>>;
}

/** Puts the numbers into the model that the head describes. */
export function vocabularyModel(
  { features, combination, interval, shape }: VocabularyHead,
  next: (length: number) => Float32Array,
): VocabularyModel {
  const sum = readNetworks({ inputs: shape.inputs, widths: [1], networks: 1 }, next);
  return { features, combination, interval, sum, networks: readNetworks(shape, next) };
}

/** Levels between which ratings end (few people at 8, none above 9) and only anchors stand. */
const RATINGS_END = { from: 8, to: 9.5 } as const;
/** How much wider intervals are where only anchors stand, reached in a straight line. Ours: no data can tell. */
const UNRATED_FACTOR = 1.5;

/**
 * The level that features of so many words speak for.
 * @throws RangeError if a feature is missing or no finite number.
 */
export function vocabularyLevel(
  model: VocabularyModel,
  features: NamedFeatures,
  words: number,
): VocabularyLevel {
  const inputs = inputsOf(model, features, words);
  const { unknownShare = 0 } = features;
  const level = levelOf(model, inputs, unknownShare);
  const rated = halfWidth(model.interval, Math.max(1, words));
  const unrated = within((level - RATINGS_END.from) / (RATINGS_END.to - RATINGS_END.from), 0, 1);
  return {
    level,
    halfWidth: rated * (1 + (UNRATED_FACTOR - 1) * unrated),
    contributions: contributionsTo(model, inputs, unknownShare),
  };
}

/** The features in order; counts of a text that is shorter than a window brought to the window's length. */
function inputsOf({ features }: VocabularyModel, named: NamedFeatures, words: number): number[] {
  const short = RANGE_WINDOW_WORDS / Math.min(Math.max(1, words), RANGE_WINDOW_WORDS);
  return features.map(({ name, growth }) => (named[name] ?? Number.NaN) * short ** growth);
}

function levelOf(model: VocabularyModel, inputs: readonly number[], unknownShare: number): number {
  const { control, top, liftedFrom, lift, floor, above } = model.combination;
  const family = familiesOf(model, inputs);
  const mean = RANGE_FAMILIES.reduce((sum, name) => sum + family[name], 0) / RANGE_FAMILIES.length;
  const beyond = Math.max(0, unknownShare - control.from);
  const end = Math.min(top.level + top.slope * Math.max(0, mean) - control.slope * beyond, top.most);
  const limited = Math.min(answerOf(model, inputs), end);
  const [first, full] = liftedFrom;
  const share = Math.max(0, 1 - beyond / control.width) * within((limited - first) / (full - first), 0, 1);
  const raised = within(lift.slope * (mean - lift.from), 0, lift.most);
  const weakest = Math.min(
    ...RANGE_FAMILIES.map((name) => (family[name] + floor.moved[name]) / floor.divided[name]),
  );
  const odds = 1 / (1 + Math.exp(-(weakest - floor.from) / floor.width));
  const least = floor.level + floor.slope * within(weakest - floor.from, 0, 1);
  const level = limited + share * (raised + odds * Math.max(0, least - limited - raised));
  return level > above.from ? above.from + above.share * (level - above.from) : level;
}

/** What examiners would say. */
function answerOf({ sum, networks, combination }: VocabularyModel, inputs: readonly number[]): number {
  const [summed = Number.NaN] = runNetworks(sum, inputs);
  const [answered = Number.NaN] = runNetworks(networks, inputs);
  return combination.sumShare * summed + (1 - combination.sumShare) * answered;
}

/** Mean deviation of each family from the learners' mean. */
function familiesOf(model: VocabularyModel, inputs: readonly number[]): OfFamily {
  const { features, combination } = model;
  const { mean, deviation } = model.networks;
  const of = (family: RangeFamily): number => {
    const clip = combination.familyClip[family];
    const members = features.flatMap(({ group, inFamily }, at) => {
      if (!inFamily || group !== family) return [];
      return [within(((inputs[at] ?? 0) - (mean[at] ?? 0)) / (deviation[at] ?? 1), -clip, clip)];
    });
    return members.reduce((sum, value) => sum + value, 0) / members.length;
  };
  return { variety: of('variety'), reach: of('reach'), combinations: of('combinations') };
}

/**
 * Shapley values of the groups (Shapley 1953; for explanations Lundberg & Lee 2017): the mean over all orders in which groups
 * can be added of what a group changes, the others standing at the learners' mean.
 */
function contributionsTo(
  model: VocabularyModel,
  inputs: readonly number[],
  unknownShare: number,
): Readonly<Record<VocabularyGroup, number>> {
  const subsets = 1 << VOCABULARY_GROUPS.length;
  const levels = Array.from({ length: subsets }, (_, subset) => {
    const chosen = model.features.map(({ group }, at) => {
      const isIn = (subset >> VOCABULARY_GROUPS.indexOf(group)) & 1;
      return (isIn ? inputs[at] : model.networks.mean[at]) ?? Number.NaN;
    });
    return levelOf(model, chosen, unknownShare);
  });
  const of = (at: number): number => {
    let sum = 0;
    for (let subset = 0; subset < subsets; subset++) {
      if ((subset >> at) & 1) continue;
      const gain = (levels[subset | (1 << at)] ?? 0) - (levels[subset] ?? 0);
      sum += shapleyWeight(onesIn(subset), VOCABULARY_GROUPS.length) * gain;
    }
    return sum;
  };
  return { variety: of(0), reach: of(1), combinations: of(2), wordChoice: of(3) };
}

/** The share of all orders in which exactly `before` of the others come before one of `players`. */
function shapleyWeight(before: number, players: number): number {
  return (factorial(before) * factorial(players - before - 1)) / factorial(players);
}

function factorial(number: number): number {
  return number <= 1 ? 1 : number * factorial(number - 1);
}

function onesIn(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + onesIn(bits >> 1);
}

function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
