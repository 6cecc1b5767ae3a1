/** Which levels an interval is said to reach: not those that it touches by a hair. */
import { CEFR_LEVELS, type CefrLevel, cefrOf } from '@vivavoce/contract';
import type { EstimatedScore } from '../scales/estimates.ts';

/** Share of the interval's probability below which a level is not named. */
const LEAST_PROBABILITY = 0.1;
/** Width of a band on the scale of 0 to 5. */
const BAND = 5 / CEFR_LEVELS.length;

/** The lowest and the highest level that hold a tenth of the probability; the estimate's own always counts. */
export function namedLevels(score: EstimatedScore): { readonly low: CefrLevel; readonly high: CefrLevel } {
  const own = cefrOf(score.estimate);
  const named = CEFR_LEVELS.filter((level, at) => {
    const probability = probabilityBelow((at + 1) * BAND, score) - probabilityBelow(at * BAND, score);
    return level === own || probability >= LEAST_PROBABILITY;
  });
  return { low: named[0] ?? own, high: named.at(-1) ?? own };
}

/** Of the probability inside the interval, the share below a score: a triangle with its top at the estimate. */
function probabilityBelow(at: number, { estimate, interval: { low, high } }: EstimatedScore): number {
  if (at <= low) return 0;
  if (at >= high) return 1;
  if (at <= estimate) return (at - low) ** 2 / ((high - low) * (estimate - low));
  return 1 - (high - at) ** 2 / ((high - low) * (high - estimate));
}
