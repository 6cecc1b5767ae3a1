import { seededUniform } from '@vivavoce/samples/random';

/** A seeded source of random numbers, so that the same seed makes the same data. */
export interface Random {
  /** Even in 0 to 1. */
  uniform(): number;
  /** Even between two numbers. */
  between(low: number, high: number): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** The items in a random order. */
  shuffled<T>(items: readonly T[]): T[];
  /** Another source, which does not disturb this one. */
  fork(seed: number): Random;
}

/** The source of a seed. */
export function seededRandom(seed: number): Random {
  const uniform = seededUniform(seed);
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    chance: (probability) => uniform() < probability,
    pick: (items) => items[Math.floor(uniform() * items.length)]!,
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: uniform() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
    fork: seededRandom,
  };
}
