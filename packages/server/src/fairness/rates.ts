/**
 * How the rates of two groups compare: impact ratio with interval, exact test, and how many people a comparison needs.
 *
 * The four-fifths rule (Uniform Guidelines on Employee Selection Procedures 1978, 29 CFR 1607.4 D) and New York City's Local
 * Law 144 look at the ratio alone; courts ask for significance too, so that both are given.
 */

/** How many people of a group something is true of. */
export interface Rate {
  readonly count: number;
  readonly people: number;
}

/** The ratio of two rates, and where it may lie by chance. */
export interface ImpactRatio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/** A ratio below this is a sign of adverse impact (UGESP 1978). */
export const FOUR_FIFTHS = 0.8;
/** Of the normal distribution, for 95 % in the middle and for a power of 80 %. */
const Z_95 = 1.959964;
const Z_POWER = 0.841621;

/** The share of a group that something is true of, 0 to 1; 0 for nobody. */
export function rateOf({ count, people }: Rate): number {
  return people === 0 ? 0 : count / people;
}

/**
 * The rate of a group over that of another, with the 95 % interval of Katz, Baptista, Azen & Pike 1978 (Biometrics 34),
 * which Morris & Lobsenz 2000 recommend for adverse impact. Where a count is nobody or everybody it takes half a person
 * more and less (Pettigrew, Gart & Thomas 1986), for the interval alone.
 * @returns null when nobody of the other group is counted.
 */
export function impactRatio(group: Rate, other: Rate): ImpactRatio | null {
  if (group.people === 0 || other.count === 0) return null;
  const isExtreme = [group, other].some(({ count, people }) => count === 0 || count === people);
  const [a, b] = isExtreme ? [continuityCorrected(group), continuityCorrected(other)] : [group, other];
  const centre = Math.log(rateOf(a) / rateOf(b));
  const error = Math.sqrt(1 / a.count - 1 / a.people + 1 / b.count - 1 / b.people);
  const ratio = rateOf(group) / rateOf(other);
  const [low, high] = [Math.exp(centre - Z_95 * error), Math.exp(centre + Z_95 * error)];
  return { ratio, low: Math.min(low, ratio), high: Math.max(high, ratio) };
}

function continuityCorrected({ count, people }: Rate): Rate {
  return { count: count + 0.5, people: people + 1 };
}

/**
 * Fisher's exact test of two rates being the same, two-sided: how likely a table that is no likelier than this one is, with
 * its margins (as R's `fisher.test`, with its tolerance of 1e-7).
 */
export function exactTest(a: Rate, b: Rate): number {
  const counted = a.count + b.count;
  const least = Math.max(0, counted - b.people);
  const most = Math.min(counted, a.people);
  // Each likelihood from the one before: no factorial is ever needed. Logarithms keep thousands of people in range.
  const logs = [0];
  for (let count = least; count < most; count++) {
    const up = (counted - count) * (a.people - count);
    const down = (count + 1) * (b.people - counted + count + 1);
    logs.push((logs.at(-1) as number) + Math.log(up / down));
  }
  const highest = Math.max(...logs.map((log) => log));
  const likelihoods = logs.map((log) => Math.exp(log - highest));
  const observed = (likelihoods[a.count - least] as number) * (1 + 1e-7);
  const total = likelihoods.reduce((sum, one) => sum + one, 0);
  const noLikelier = likelihoods.filter((one) => one <= observed).reduce((sum, one) => sum + one, 0);
  return Math.min(1, noLikelier / total);
}

/**
 * How many people each of two groups needs for a ratio of four fifths to be found significant at 5 % in four cases of five
 * (Fleiss 1981, Statistical Methods for Rates and Proportions, without correction for continuity; as R's `power.prop.test`).
 * @param rate of the group with the higher rate, above 0 and at most 1.
 */
export function peopleNeeded(rate: number): number {
  const lower = FOUR_FIFTHS * rate;
  const mean = (rate + lower) / 2;
  const same = Z_95 * Math.sqrt(2 * mean * (1 - mean));
  const apart = Z_POWER * Math.sqrt(rate * (1 - rate) + lower * (1 - lower));
  return Math.ceil(((same + apart) / (rate - lower)) ** 2);
}
