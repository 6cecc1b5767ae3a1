/** Intervals of figures about people who belong together: the bootstrap over groups (Efron & Tibshirani 1993). */
import { seededUniform } from '@vivavoce/samples/random';

/** A figure and its 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How a bootstrap draws: how often, and from which seed. */
export interface BootstrapDraws {
  readonly draws: number;
  readonly seed: number;
}

const BY_GROUP: BootstrapDraws = { draws: 1000, seed: 0 };

/**
 * A figure of items, and its 90 % interval when whole groups are drawn with replacement; null where the figure is not defined.
 * @param figure null when the items do not define it; such draws are left out.
 */
export function estimateByGroup<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  figure: (items: readonly T[]) => number | null,
): Estimate | null {
  const value = items.length === 0 ? null : figure(items);
  if (value === null) return null;
  const groups = [...Map.groupBy(items, groupOf).values()];
  const { low = value, high = value } = intervalOverGroups(groups, figure, BY_GROUP) ?? {};
  return { value, low, high };
}

/**
 * Between what 90 % of the values of a figure lie when as many groups are drawn with replacement; null where none defines it.
 * @param figure null when the items do not define it; such draws are left out.
 */
export function intervalOverGroups<T>(
  groups: readonly (readonly T[])[],
  figure: (items: readonly T[]) => number | null,
  { draws, seed }: BootstrapDraws,
): Pick<Estimate, 'low' | 'high'> | null {
  const random = seededUniform(seed);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const found = figure(groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []));
    if (found !== null) values.push(found);
  }
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const [low, high] = [at(0.05), at(0.95)];
  return low === undefined || high === undefined ? null : { low, high };
}
