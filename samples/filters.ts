/** Second-order filters (R. Bristow-Johnson, "Audio EQ Cookbook"), for sound at 16 kHz. */
import { SAMPLE_RATE } from './wav.ts';

/** What a filter does to the last three samples in and the last two out. */
export type Coefficients = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/** The sound through a filter. */
export function filtered(samples: Float32Array, [b0, b1, b2, a1, a2]: Coefficients): Float32Array {
  const out = new Float32Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let n = 0; n < samples.length; n++) {
    const x = samples[n]!;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[n] = y;
  }
  return out;
}

/** Lets through what lies above a frequency, Hz. */
export function highPass(frequency: number, quality: number = Math.SQRT1_2): Coefficients {
  const { cosine, alpha } = angleOf(frequency, quality);
  const middle = (1 + cosine) / (1 + alpha);
  return [middle / 2, -middle, middle / 2, (-2 * cosine) / (1 + alpha), (1 - alpha) / (1 + alpha)];
}

/** Lets through what lies below a frequency, Hz. */
export function lowPass(frequency: number, quality: number = Math.SQRT1_2): Coefficients {
  const { cosine, alpha } = angleOf(frequency, quality);
  const middle = (1 - cosine) / (1 + alpha);
  return [middle / 2, middle, middle / 2, (-2 * cosine) / (1 + alpha), (1 - alpha) / (1 + alpha)];
}

/** Raises or lowers what lies around a frequency, Hz, by some dB. */
export function peaking(frequency: number, gainDb: number, quality: number): Coefficients {
  const amplitude = 10 ** (gainDb / 40);
  const { cosine, alpha } = angleOf(frequency, quality);
  const scale = 1 + alpha / amplitude;
  return [
    (1 + alpha * amplitude) / scale,
    (-2 * cosine) / scale,
    (1 - alpha * amplitude) / scale,
    (-2 * cosine) / scale,
    (1 - alpha / amplitude) / scale,
  ];
}

function angleOf(frequency: number, quality: number): { cosine: number; alpha: number } {
  const omega = (2 * Math.PI * frequency) / SAMPLE_RATE;
  return { cosine: Math.cos(omega), alpha: Math.sin(omega) / (2 * quality) };
}
