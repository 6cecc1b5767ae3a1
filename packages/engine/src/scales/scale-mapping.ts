/**
 * From the scales of the ratings to ours, 0 to 5 with six equal CEFR bands.
 *
 * - Examiners' levels of the Standard Speaking Test, by their published alignment: 1-3 = A1, 4-5 = A2, 6-7 = B1,
 *   8 = between B1 and B2, 9 = B2 or higher. Straight lines run through the edges of the bands. Nothing above B2 was
 *   ever rated on this scale.
 * - Experts' scores of read sentences, 0 to 10 (speechocean762, Zhang et al. 2021): halved. The rubric's steps then fall
 *   where the descriptors of the CEFR have them: "many pauses" (4-5) in B1, "a few pauses" (6-7) in B2 to C1, "without
 *   noticeable pauses" (8-10) in C1 to C2. This alignment by descriptors is ours; no study has linked the two scales.
 */
import { CEFR_BAND } from '@vivavoce/contract';

/** Lowest and highest score. */
export const SCORE_RANGE = { low: 0, high: 5 } as const;

/** A scale on which people rated. */
export interface RatingScale {
  /** The score of a rating; beyond the ends of the scale it stays within 0 to 5. */
  readonly scoreOf: (rating: number) => number;
  /** Judgement from which the data hold too few people to tell how high it goes: estimates are open upwards. */
  readonly calibratedUpTo: number;
}

/** Edges of the CEFR bands on the examiners' scale: level, score. */
const SST_EDGES: readonly (readonly [number, number])[] = [
  [0.5, 0],
  [3.5, CEFR_BAND],
  [5.5, 2 * CEFR_BAND],
  [8, 3 * CEFR_BAND],
  [9.5, 4 * CEFR_BAND],
];

/** Examiners' levels, 1 to 9, where 9 means "or higher". */
export const EXAMINER_LEVELS: RatingScale = { scoreOf: scoreOfSstLevel, calibratedUpTo: 8.5 };

/** Experts' scores, 0 to 10; learned estimates above 9 were made of fewer than one adult in ten. */
export const EXPERT_SCORES: RatingScale = { scoreOf: scoreOfExpertRating, calibratedUpTo: 9 };

/** The score of an examiners' level, 1 to 9 and real; beyond the ends the last line goes on, within 0 to 5. */
export function scoreOfSstLevel(level: number): number {
  const last = SST_EDGES.length - 2;
  const found = SST_EDGES.findIndex((_, at) => at <= last && level < (SST_EDGES[at + 1]?.[0] ?? 0));
  const at = found === -1 ? last : found;
  const [fromLevel, fromScore] = SST_EDGES[at] ?? [0, 0];
  const [toLevel, toScore] = SST_EDGES[at + 1] ?? [1, 1];
  return withinScale(fromScore + ((level - fromLevel) * (toScore - fromScore)) / (toLevel - fromLevel));
}

/** The score of an expert rating from 0 to 10. */
export function scoreOfExpertRating(rating: number): number {
  return withinScale(rating / 2);
}

/** The nearest value within 0 to 5. */
export function withinScale(score: number): number {
  return Math.min(SCORE_RANGE.high, Math.max(SCORE_RANGE.low, score));
}
