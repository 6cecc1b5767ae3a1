/** What a language model judges: accent is not among it, for it is given no sound. */
export const RATED_DIMENSIONS = ['vocabulary', 'fluency'] as const;

/** One of the things that a language model judges. */
export type RatedDimension = (typeof RATED_DIMENSIONS)[number];
