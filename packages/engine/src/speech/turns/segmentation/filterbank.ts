/**
 * Log mel filterbank energies as Kaldi computes them (Povey et al. 2011) with the options that speaker embedding models of
 * WeSpeaker learned with (Wang et al. 2023): 25 ms every 10 ms, Hamming window, 80 bands from 20 Hz to half the sample rate, no dither.
 */
import { FourierTransform } from '../../../media/fourier.ts';
import { SAMPLE_RATE } from '../../../media/recording.ts';

/** Bands of a frame. */
export const MEL_BANDS = 80;
/** From one frame to the next, ms. */
export const FILTERBANK_HOP_MS = 10;

const FRAME_SAMPLES = 0.025 * SAMPLE_RATE;
const HOP_SAMPLES = (FILTERBANK_HOP_MS / 1000) * SAMPLE_RATE;
/** The next power of two. */
const TRANSFORM = 512;
const PRE_EMPHASIS = 0.97;
const LOWEST_HZ = 20;
/** Kaldi takes samples as 16-bit integers. */
const FULL_SCALE = 32_768;
/** The smallest difference of 32-bit numbers around 1: energies are no smaller. */
const LEAST_ENERGY = 1.1920929e-7;

const hamming = Float64Array.from(
  { length: FRAME_SAMPLES },
  (_, n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (FRAME_SAMPLES - 1)),
);
const transform = new FourierTransform(TRANSFORM);
const bands = melBands();

/** The energies of all whole frames, `frames x 80`; none where the samples are shorter than a frame. */
export function filterbank(samples: Float32Array): Float32Array {
  const frames = Math.max(0, Math.floor((samples.length - FRAME_SAMPLES) / HOP_SAMPLES) + 1);
  const energies = new Float32Array(frames * MEL_BANDS);
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * HOP_SAMPLES;
    const power = powerSpectrum(samples.subarray(from, from + FRAME_SAMPLES));
    for (const [band, { first, weights }] of bands.entries()) {
      let energy = 0;
      for (let n = 0; n < weights.length; n++) energy += weights[n]! * power[first + n]!;
      energies[frame * MEL_BANDS + band] = Math.log(Math.max(energy, LEAST_ENERGY));
    }
  }
  return energies;
}

function powerSpectrum(frame: Float32Array): Float64Array {
  let mean = 0;
  for (let n = 0; n < FRAME_SAMPLES; n++) mean += frame[n]! / FRAME_SAMPLES;
  const windowed = new Float64Array(TRANSFORM);
  for (let n = 0; n < FRAME_SAMPLES; n++) {
    const value = frame[n]! - mean;
    const before = frame[Math.max(0, n - 1)]! - mean;
    windowed[n] = FULL_SCALE * (value - PRE_EMPHASIS * before) * hamming[n]!;
  }
  return transform.power(windowed);
}

function melOf(hertz: number): number {
  return 1127 * Math.log(1 + hertz / 700);
}

/** Triangles of equal width in mel, each from the middle of the one before to the middle of the next. */
function melBands(): { first: number; weights: number[] }[] {
  const lowest = melOf(LOWEST_HZ);
  const width = (melOf(SAMPLE_RATE / 2) - lowest) / (MEL_BANDS + 1);
  const mels = Array.from({ length: TRANSFORM / 2 }, (_, n) => melOf((n * SAMPLE_RATE) / TRANSFORM));
  return Array.from({ length: MEL_BANDS }, (_, band) => {
    const left = lowest + band * width;
    const rising = mels.map((mel) => Math.min(mel - left, left + 2 * width - mel) / width);
    const first = rising.findIndex((weight) => weight > 0);
    return { first, weights: rising.slice(first).filter((weight) => weight > 0) };
  });
}
