/**
 * How good a recording is as a signal, from its samples alone.
 *
 * Signal-to-noise ratio: speech leaves silence between words and sentences, so the quietest frames are taken for the noise
 * and the loud ones for speech with noise, as in NIST's `stnr` (percentiles of a histogram of 20-ms frame energies: 15 %
 * for noise, 85 % for speech). We differ in that noise is taken off the speech and both are means of energies on their
 * side of the percentile; files that never fall silent give too low a figure.
 */
import { FourierTransform, hannWindow } from './fourier.ts';
import { type Recording, SAMPLE_RATE, samplesBetween } from './recording.ts';

/** What was measured of a recording's signal. */
export interface SignalQuality {
  /** Estimated signal-to-noise ratio of the speech, dB, from -10 to 80; null when there is no sound or less than 1 s. */
  readonly snrDb: number | null;
  /** Share of samples in runs of at least three at the recording's own peak, where that is within 1 dB of full scale or beyond; 0 to 1. */
  readonly clippedShare: number;
  /** Frequency below which 99.9 % of the energy of the louder half of the frames lies, Hz; 0 when there is no sound. */
  readonly bandwidthHz: number;
}

/** 20 ms, samples. */
const ENERGY_FRAME = 320;
/** 32 ms, samples. */
const SPECTRUM_FRAME = 512;
/** Spectra are taken from about this many frames, spread over the recording: more change nothing. */
const SPECTRA = 4000;
const NOISE_SHARE = 0.15;
const SPEECH_SHARE = 0.15;
const LEAST_SNR_DB = -10;
const MOST_SNR_DB = 80;
const BANDWIDTH_SHARE = 0.999;
/** Full scale less 1 dB. */
const CLIPPING_PEAK = 0.891;
/** Samples this close to the peak, as its share, count as at it: encoders blur the flat top. */
const AT_PEAK = 0.995;
const CLIPPING_RUN = 3;

/** Measures a recording's signal; the same but for clipping at whatever level it was recorded. */
export function measureSignal(recording: Recording): SignalQuality {
  const recorded = recordedSamples(recording);
  return {
    snrDb: estimateSnrDb(recorded),
    clippedShare: clippedShare(recorded),
    bandwidthHz: bandwidthHz(recorded),
  };
}

/** The samples of each part: the silence between parts is none of the recording's. */
function recordedSamples(recording: Recording): Float32Array[] {
  const { samples, parts } = recording;
  return parts === undefined ? [samples] : parts.map((part) => samplesBetween(recording, part));
}

const countOf = (recorded: readonly Float32Array[]) =>
  recorded.reduce((sum, samples) => sum + samples.length, 0);

function estimateSnrDb(recorded: readonly Float32Array[]): number | null {
  if (countOf(recorded) < SAMPLE_RATE) return null;
  const energies = Float64Array.from(recorded.flatMap((samples) => [...frameEnergies(samples)])).sort();
  const noise = mean(energies.subarray(0, Math.ceil(energies.length * NOISE_SHARE)));
  const loud = mean(energies.subarray(-Math.ceil(energies.length * SPEECH_SHARE)));
  if (loud === 0) return null;
  const ratio = noise === 0 ? Number.POSITIVE_INFINITY : Math.max(0, loud - noise) / noise;
  const db = 10 * Math.log10(ratio);
  return Math.round(Math.min(MOST_SNR_DB, Math.max(LEAST_SNR_DB, db)) * 10) / 10;
}

/** Mean power of each 20 ms; a constant offset of the samples is taken off. */
function frameEnergies(samples: Float32Array): Float64Array {
  const energies = new Float64Array(Math.floor(samples.length / ENERGY_FRAME));
  for (let frame = 0; frame < energies.length; frame++) {
    let sum = 0;
    let squares = 0;
    for (let n = frame * ENERGY_FRAME; n < (frame + 1) * ENERGY_FRAME; n++) {
      const value = samples[n] ?? 0;
      sum += value;
      squares += value * value;
    }
    energies[frame] = Math.max(0, squares / ENERGY_FRAME - (sum / ENERGY_FRAME) ** 2);
  }
  return energies;
}

/** Each part was recorded at a level of its own. */
function clippedShare(recorded: readonly Float32Array[]): number {
  return recorded.reduce((sum, samples) => sum + clippedSamples(samples), 0) / Math.max(1, countOf(recorded));
}

function clippedSamples(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak < CLIPPING_PEAK) return 0;
  const threshold = Math.min(1, peak) * AT_PEAK;
  let clipped = 0;
  let run = 0;
  for (const sample of samples) {
    run = Math.abs(sample) >= threshold ? run + 1 : 0;
    if (run === CLIPPING_RUN) clipped += CLIPPING_RUN;
    else if (run > CLIPPING_RUN) clipped += 1;
  }
  return clipped;
}

function bandwidthHz(recorded: readonly Float32Array[]): number {
  const spectrum = loudSpectrum(recorded);
  const total = spectrum.reduce((sum, power) => sum + power, 0);
  if (total === 0) return 0;
  let below = 0;
  const bin = spectrum.findIndex((power) => {
    below += power;
    return below >= BANDWIDTH_SHARE * total;
  });
  return Math.round((bin * SAMPLE_RATE) / SPECTRUM_FRAME);
}

/** The mean power spectrum of the louder half of the frames, each brought to the same energy: every sound counts alike. */
function loudSpectrum(recorded: readonly Float32Array[]): Float64Array {
  const window = hannWindow(SPECTRUM_FRAME);
  const transform = new FourierTransform(SPECTRUM_FRAME);
  const step = Math.max(SPECTRUM_FRAME, Math.floor(countOf(recorded) / SPECTRA));
  const frames: { readonly power: Float64Array; readonly energy: number }[] = [];
  for (const samples of recorded) {
    for (let start = 0; start + SPECTRUM_FRAME <= samples.length; start += step) {
      const power = transform.power(window.map((weight, n) => weight * (samples[start + n] ?? 0)));
      power[0] = 0;
      frames.push({ power, energy: power.reduce((sum, value) => sum + value, 0) });
    }
  }
  const louder = frames
    .filter(({ energy }) => energy > 0)
    .sort((a, b) => b.energy - a.energy)
    .slice(0, Math.ceil(frames.length / 2));
  const sum = new Float64Array(SPECTRUM_FRAME / 2 + 1);
  for (const { power, energy } of louder) {
    power.forEach((value, bin) => {
      sum[bin] = (sum[bin] ?? 0) + value / energy;
    });
  }
  return sum;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
