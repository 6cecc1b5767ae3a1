/**
 * What an interval says about levels: how probable each is, and which are worth naming.
 *
 * The 90 % interval is read as the 5th and 95th percentile of what experts would score, and the estimate as their median: half
 * a normal distribution on each side, each as wide as its side of the interval (a two-piece distribution, Fechner 1897, with
 * halves of equal weight). Where the scale ends, so does the distribution: what lies beyond counts to the last level.
 */
import { CEFR_BAND, CEFR_LEVELS, type CefrLevel, type Interval } from './scale.ts';

/** A score with what its interval allows. */
export interface ScoreWithInterval {
  /** 0 to 5. */
  readonly score: number;
  readonly interval: Interval;
  /** The level of the score before it was rounded. */
  readonly level: CefrLevel;
}

/** Probability from which a level is named: an interval that only touches a level does not name it. Ours. */
const LEAST_PROBABILITY = 0.1;
/** The 95th percentile of the standard normal distribution, in standard deviations. */
const Z95 = 1.6449;

/** Probability, 0 to 1, that experts would give at least a level. */
export function probabilityAtLeast(level: CefrLevel, score: ScoreWithInterval): number {
  return 1 - probabilityBelow(CEFR_LEVELS.indexOf(level), score);
}

/** Probability, 0 to 1, that experts would give exactly a level. */
export function probabilityOf(level: CefrLevel, score: ScoreWithInterval): number {
  const at = CEFR_LEVELS.indexOf(level);
  return probabilityBelow(at + 1, score) - probabilityBelow(at, score);
}

/** The lowest and the highest level with a tenth of the probability; the estimate's own always counts. */
export function namedLevels(score: ScoreWithInterval): { readonly low: CefrLevel; readonly high: CefrLevel } {
  const named = CEFR_LEVELS.filter(
    (level) => level === score.level || probabilityOf(level, score) >= LEAST_PROBABILITY,
  );
  return { low: named[0] ?? score.level, high: named.at(-1) ?? score.level };
}

/** Probability of the levels below the one at an index of `CEFR_LEVELS`. */
function probabilityBelow(at: number, { score, interval: { low, high }, level }: ScoreWithInterval): number {
  if (at <= 0) return 0;
  if (at >= CEFR_LEVELS.length) return 1;
  const edge = at * CEFR_BAND;
  const isBelowOwn = at <= CEFR_LEVELS.indexOf(level);
  // A rounded score can lie a hair on the other side of an edge of its own level.
  const distance = isBelowOwn ? Math.max(0, score - edge) : Math.max(0, edge - score);
  const side = isBelowOwn ? score - low : high - score;
  const beyond = 1 - normalDistribution(side > 0 ? (distance / side) * Z95 : Number.POSITIVE_INFINITY);
  return isBelowOwn ? beyond : 1 - beyond;
}

/** The standard normal distribution from 0 up, within 1e-7 (Abramowitz & Stegun 1964, 26.2.17). */
function normalDistribution(z: number): number {
  if (z > 8) return 1;
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
