import { seededUniform } from './random.ts';
import { SAMPLE_RATE } from './wav.ts';

/** Numbers from -1 to 1 that are the same for the same seed. */
export function seededNoise(seed: number): () => number {
  const uniform = seededUniform(seed);
  return () => 2 * uniform() - 1;
}

const ECHO_MS = [11, 17, 23, 37, 53, 79, 113];
/** A small furnished room: echoes fall by 60 dB in this time, ms. */
const REVERBERATION_MS = 250;
const ECHO_LEVEL = 0.25;
/** Of the room's own noise, full scale is 1: about 45 dB below the speech. */
const NOISE_LEVEL = 0.0012;
/** How much of the last value the noise keeps: it sounds dull, as ventilation does. */
const NOISE_MEMORY = 0.9;

/** Adds a few fading echoes and the quiet noise of a room; in place. */
export function addRoom(samples: Float32Array, seed: number): void {
  const noise = seededNoise(seed);
  const echoes = ECHO_MS.map((ms) => ({
    delay: Math.round((ms * SAMPLE_RATE) / 1000),
    gain: ECHO_LEVEL * 10 ** ((-3 * ms) / REVERBERATION_MS) * noise(),
  }));
  let hum = 0;
  for (let n = samples.length - 1; n >= 0; n--) {
    let sum = samples[n] ?? 0;
    for (const { delay, gain } of echoes) sum += gain * (samples[n - delay] ?? 0);
    hum = NOISE_MEMORY * hum + (1 - NOISE_MEMORY) * noise();
    samples[n] = sum + hum * (NOISE_LEVEL / (1 - NOISE_MEMORY));
  }
}
