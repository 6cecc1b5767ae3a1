/** Ways in which a recording reaches us otherwise than it was spoken; samples are 16 kHz mono, full scale at -1 and 1. */

/** Samples a second of all sounds here, Hz. */
const SAMPLE_RATE = 16_000;

/** The sound louder or softer, cut off at full scale. */
export function withGain(samples: Float32Array, gainDb: number): Float32Array {
  const gain = 10 ** (gainDb / 20);
  return samples.map((sample) => clamp(gain * sample));
}

/** The sound with white noise so many dB below its own level. */
export function withNoise(samples: Float32Array, snrDb: number, random: () => number): Float32Array {
  const noise = rootMeanSquare(samples) * 10 ** (-snrDb / 20);
  return samples.map((sample) => clamp(sample + noise * gaussian(random)));
}

/** The sound as a telephone lets it through: 300 to 3,400 Hz (ITU-T G.712). */
export function overTelephone(samples: Float32Array): Float32Array {
  return bandPass(samples, 300, 3400).map(clamp);
}

/** A generator of numbers from 0 to 1 that is fixed by its seed (mulberry32, T. Ettinger 2017). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Root mean square of the samples. */
export function rootMeanSquare(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function clamp(sample: number): number {
  return Math.max(-1, Math.min(1, sample));
}

/** Two Butterworth sections a side (Bristow-Johnson's cookbook filters, Q = 0.5412 and 1.3066). */
function bandPass(samples: Float32Array, lowHz: number, highHz: number): Float32Array {
  let filtered = samples;
  for (const quality of [0.5412, 1.3066]) {
    filtered = biquad(filtered, lowHz, quality, 'high');
    filtered = biquad(filtered, highHz, quality, 'low');
  }
  return filtered;
}

function biquad(samples: Float32Array, cutHz: number, quality: number, pass: 'low' | 'high'): Float32Array {
  const angle = (2 * Math.PI * cutHz) / SAMPLE_RATE;
  const alpha = Math.sin(angle) / (2 * quality);
  const cosine = Math.cos(angle);
  const sign = pass === 'low' ? 1 : -1;
  const a0 = 1 + alpha;
  const b0 = (1 - sign * cosine) / 2 / a0;
  const b1 = (sign * (1 - sign * cosine)) / a0;
  const a1 = (-2 * cosine) / a0;
  const a2 = (1 - alpha) / a0;
  const out = new Float32Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (const [at, x] of samples.entries()) {
    const y = b0 * x + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[at] = y;
  }
  return out;
}
