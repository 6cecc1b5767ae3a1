/**
 * Log mel filterbank energies as Kaldi computes them (Povey et al. 2011) with the options that speaker embedding models of
 * WeSpeaker learned with (Wang et al. 2023): 25 ms every 10 ms, Hamming window, 80 bands from 20 Hz to half the sample rate, no dither.
 */
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
const angles = Float64Array.from({ length: TRANSFORM / 2 }, (_, n) => (-2 * Math.PI * n) / TRANSFORM);
const cosines = angles.map(Math.cos);
const sines = angles.map(Math.sin);
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
  const real = new Float64Array(TRANSFORM);
  const imaginary = new Float64Array(TRANSFORM);
  for (let n = 0; n < FRAME_SAMPLES; n++) {
    const value = frame[n]! - mean;
    const before = frame[Math.max(0, n - 1)]! - mean;
    real[n] = FULL_SCALE * (value - PRE_EMPHASIS * before) * hamming[n]!;
  }
  transform(real, imaginary);
  for (let n = 0; n < TRANSFORM / 2; n++) real[n] = real[n]! ** 2 + imaginary[n]! ** 2;
  return real;
}

/** The discrete Fourier transform in place of values without imaginary part (Cooley and Tukey 1965). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let n = 1, reversed = 0; n < size; n++) {
    let bit = size >> 1;
    for (; reversed & bit; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (n >= reversed) continue;
    const value = real[n]!;
    real[n] = real[reversed]!;
    real[reversed] = value;
  }
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k++) {
      const turn = k * (TRANSFORM / (2 * half));
      const [cosine, sine] = [cosines[turn]!, sines[turn]!];
      for (let at = k; at < size; at += 2 * half) {
        const other = at + half;
        const turned = real[other]! * cosine - imaginary[other]! * sine;
        const turnedImaginary = real[other]! * sine + imaginary[other]! * cosine;
        real[other] = real[at]! - turned;
        imaginary[other] = imaginary[at]! - turnedImaginary;
        real[at]! += turned;
        imaginary[at]! += turnedImaginary;
      }
    }
  }
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
