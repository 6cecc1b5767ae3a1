/** Intervals of figures about people who belong together: the bootstrap over groups (Efron & Tibshirani 1993). */
import { seededUniform } from '../../samples/random.ts';

/** A figure and its 90 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Draws of the bootstrap. */
const DRAWS = 1000;

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
  const random = seededUniform(0);
  const draws: number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []);
    const found = figure(drawn);
    if (found !== null) draws.push(found);
  }
  const sorted = draws.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? value;
  return { value, low: at(0.05), high: at(0.95) };
}
