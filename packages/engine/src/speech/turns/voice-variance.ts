/**
 * How voices vary, in the coordinates of the speaker embedding. Its linear discriminant analysis scales one voice to vary by
 * about 1 in each from window to window. The other values were fitted to 35 readers alone (`docs/validity/speakers.md`).
 */

/** Numbers in an embedding. */
export const EMBEDDING_WIDTH = 64;

/**
 * By how much voices of one recording differ in each coordinate: a power law through the variances between the speakers of
 * real conversations, of which the first, mostly pitch, are the largest.
 */
export const BETWEEN_VOICES: readonly number[] = Array.from(
  { length: EMBEDDING_WIDTH },
  (_, at) => 9 * (at + 1) ** -0.75,
);
