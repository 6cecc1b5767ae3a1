/** What a language model rates; not accent, as it gets no audio. */
export const RATED_DIMENSIONS = ['vocabulary', 'fluency'] as const;

/** One of the dimensions that a language model rates. */
export type RatedDimension = (typeof RATED_DIMENSIONS)[number];
