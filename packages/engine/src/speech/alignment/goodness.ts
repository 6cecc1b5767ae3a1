import { framesWithin } from '../encoder.ts';
import type { PhonePosteriors } from '../phone-classifier.ts';
import type { Span } from '../timeline.ts';

/**
 * Goodness of pronunciation (Witt & Young 2000) in its form for networks (Hu et al. 2015, Speech Communication 67): the mean
 * over the phone's frames of the log probability of the phone that was due, less that of the best one. 0 where no other
 * phone fits better; natural logarithm a frame. Silence competes too, so that a phone that was left out has a low goodness.
 *
 * @param span of the phone, ms from the start of the piece.
 * @param symbol of the phone that was due, without stress.
 * @returns null when the phone is unknown or there are no frames.
 */
export function goodnessOf(span: Span, symbol: string, posteriors: PhonePosteriors): number | null {
  const { symbols, frames, logProbabilities } = posteriors;
  const due = symbols.indexOf(symbol);
  if (due < 0 || frames === 0) return null;
  const [from, to] = framesWithin(span, frames);
  const means = symbols.map((_, phone) => {
    let sum = 0;
    for (let frame = from; frame < to; frame++) {
      sum += logProbabilities[frame * symbols.length + phone] ?? 0;
    }
    return sum / (to - from);
  });
  return (means[due] ?? 0) - Math.max(...means);
}
