/** A seeded source of random numbers, so that the same seed makes the same data. */
export interface Random {
  /** Even in 0 to 1. */
  uniform(): number;
  /** Even between two numbers. */
  between(low: number, high: number): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** Normal with mean 0 and deviation 1. */
  normal(): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32 (T. Ettinger, public domain). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    chance: (probability) => uniform() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (items) => items[Math.floor(uniform() * items.length)]!,
  };
}
