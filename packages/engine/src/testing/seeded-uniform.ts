/** Numbers from 0 to below 1, always the same for a seed: the linear congruential generator of Press et al. 1992 (Numerical Recipes). */
export function seededUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
