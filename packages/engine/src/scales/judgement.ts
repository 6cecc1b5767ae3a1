import type { EstimatedScore } from './estimates.ts';
import { type JudgedScale, SCORE_RANGE } from './scale-mapping.ts';

/** A score, and whether it lies above what people's judgements in the training data reach. */
export interface Judgement {
  readonly score: EstimatedScore;
  readonly isOpen: boolean;
}

/** What people would judge, give or take half of the 90 % interval, as a score; above the scale's data open upwards. */
export function judgementOf(
  judged: number,
  halfWidth: number,
  { scoreOf, openFrom }: JudgedScale,
): Judgement {
  const isOpen = judged >= openFrom;
  const high = isOpen ? SCORE_RANGE.high : scoreOf(judged + halfWidth);
  return {
    score: {
      estimate: scoreOf(judged),
      interval: { low: scoreOf(judged - halfWidth), high, level: 0.9 },
    },
    isOpen,
  };
}
