import { sampleAt } from '../../media/recording.ts';
import type { Span } from '../timeline.ts';

/** Length of the window whose loudness decides, ms. */
const QUIET_WINDOW_MS = 100;

/**
 * Where speech without a pause is best cut.
 * @param samples 16 kHz mono.
 * @returns the middle of the quietest tenth of a second inside the span, ms from the first sample.
 */
export function quietestMoment(samples: Float32Array, span: Span): number {
  let best = span.startMs;
  let least = Number.POSITIVE_INFINITY;
  const half = QUIET_WINDOW_MS / 2;
  for (let at = span.startMs; at <= span.endMs; at += half) {
    const window = samples.subarray(sampleAt(Math.max(0, at - half)), sampleAt(at + half));
    const energy = window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
    if (energy < least) {
      least = energy;
      best = at;
    }
  }
  return best;
}
