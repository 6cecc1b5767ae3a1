import { SAMPLE_RATE, sampleAt } from '../../packages/engine/src/media/recording.ts';

/** A way in which a recording reaches us: what a score must not depend on. */
export type Condition = (samples: Float32Array, random: () => number) => Float32Array;

/**
 * Recording conditions by name. `whole` is the corpus as it is; all others lose the silence at the ends first, as the
 * engine's segments do: `trimmed`; `noisy`, at another level (-12 to +6 dB) with noise 10 to 30 dB below the speech;
 * `telephone`, at another level and within 300 to 3,400 Hz; `paused`, with 600 ms of silence put in every 1.5 s.
 */
export const CONDITIONS: Readonly<Record<string, Condition>> = {
  whole: (samples) => samples,
  trimmed: (samples) => withoutEdges(samples),
  noisy: (samples, random) => {
    const speech = withoutEdges(samples);
    const gain = randomGain(random);
    const noise = rootMeanSquare(speech) * 10 ** (-(10 + 20 * random()) / 20);
    return speech.map((sample) => clamp(gain * (sample + noise * gaussian(random))));
  },
  telephone: (samples, random) => {
    const gain = randomGain(random);
    return bandPass(withoutEdges(samples), 300, 3400).map((sample) => clamp(gain * sample));
  },
  paused: (samples) => withPauses(withoutEdges(samples), 600, 1500),
};

function randomGain(random: () => number): number {
  return 10 ** ((-12 + 18 * random()) / 20);
}

const FRAME_MS = 20;
const KEPT_EDGE_MS = 150;
const SILENCE_BELOW_DB = 35;

/** Cuts leading and trailing frames that lie 35 dB below the loudest tenth, keeping 150 ms before and after the speech. */
export function withoutEdges(samples: Float32Array): Float32Array {
  const frame = sampleAt(FRAME_MS);
  const levels = frameLevels(samples, frame);
  const loud = [...levels].sort((a, b) => b - a)[Math.floor(levels.length / 10)] ?? 0;
  const isSpeech = (level: number) => level > loud * 10 ** (-SILENCE_BELOW_DB / 20);
  const first = levels.findIndex(isSpeech);
  const last = levels.findLastIndex(isSpeech);
  const edge = sampleAt(KEPT_EDGE_MS);
  return samples.slice(Math.max(0, first * frame - edge), (last + 1) * frame + edge);
}

/** Puts silence in at the quietest frame of every stretch of `everyMs`. */
function withPauses(samples: Float32Array, pauseMs: number, everyMs: number): Float32Array {
  const frame = sampleAt(FRAME_MS);
  const levels = frameLevels(samples, frame);
  const stretch = Math.round(everyMs / FRAME_MS);
  const parts: Float32Array[] = [];
  let from = 0;
  for (let start = stretch / 2; start + stretch <= levels.length; start += stretch) {
    const inside = levels.slice(start, start + stretch);
    const cut = (start + inside.indexOf(Math.min(...inside))) * frame;
    parts.push(samples.subarray(from, cut), new Float32Array(sampleAt(pauseMs)));
    from = cut;
  }
  return joined([...parts, samples.subarray(from)]);
}

/** One piece after another. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function frameLevels(samples: Float32Array, frame: number): number[] {
  return Array.from({ length: Math.floor(samples.length / frame) }, (_, at) =>
    rootMeanSquare(samples.subarray(at * frame, (at + 1) * frame)),
  );
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

function rootMeanSquare(samples: Float32Array): number {
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
