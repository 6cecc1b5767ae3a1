/**
 * Which voice each window holds: a hidden Markov model over the windows in order of time, whose states are voices with a
 * Gaussian prior (VBx: Landini, Profant, Diez and Burget 2022). A voice that speaks goes on speaking more often than not, so
 * single odd windows do not change it, and the number of windows counts for less than if they were independent.
 */
import { BETWEEN_VOICES, EMBEDDING_WIDTH } from './voice-variance.ts';

/** A window, in the coordinates of the embedding around the mean of the recording. */
export interface CentredWindow {
  readonly at: Float64Array;
  /** Whether it follows the window before without a pause. */
  readonly follows: boolean;
}

/** How likely each window holds each voice. */
export interface VoiceAssignment {
  /** `windows x voices`, row by row. */
  readonly shares: Float64Array;
  /** A bound below the log probability of the windows; higher is better for one number of voices. */
  readonly bound: number;
}

/** How much a window counts: three overlap in each moment (Landini et al. 2022: 0.3). */
const INDEPENDENCE = 0.3;
/** The probability that a voice goes on from one window to the next, and across a pause. */
const GOES_ON = 0.9;
const GOES_ON_AFTER_PAUSE = 0.63;
/** What a voice that is never entered is left with. */
const LEAST_ENTRIES = 1e-3;
const LEAST_GAIN = 1e-3;

/** Alternates between voices and assignment from first shares, `windows x voices`. */
export function assignVoices(
  windows: readonly CentredWindow[],
  voices: number,
  first: Float64Array,
  rounds: number,
): VoiceAssignment {
  let shares = first;
  let priors = new Float64Array(voices).fill(1 / voices);
  let bound = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const { fits, cost } = voiceFits(windows, voices, shares);
    const passed = forwardBackward(windows, voices, fits, priors);
    shares = passed.shares;
    priors = passed.priors;
    const next = passed.logProbability - cost;
    if (round > 3 && next - bound < LEAST_GAIN) return { shares, bound: next };
    bound = next;
  }
  return { shares, bound };
}

/** How well each window fits each voice, log; and what the voices' distance from their prior costs. */
function voiceFits(windows: readonly CentredWindow[], voices: number, shares: Float64Array) {
  const fits = new Float64Array(windows.length * voices);
  let cost = 0;
  for (let voice = 0; voice < voices; voice++) {
    const sums = new Float64Array(EMBEDDING_WIDTH);
    let count = 0;
    for (const [n, { at }] of windows.entries()) {
      const share = shares[n * voices + voice]!;
      count += share;
      for (let unit = 0; unit < EMBEDDING_WIDTH; unit++) sums[unit]! += share * at[unit]!;
    }
    const mean = new Float64Array(EMBEDDING_WIDTH);
    let offset = 0;
    for (let unit = 0; unit < EMBEDDING_WIDTH; unit++) {
      const between = BETWEEN_VOICES[unit]!;
      const uncertainty = 1 / (1 + INDEPENDENCE * count * between);
      const centre = INDEPENDENCE * uncertainty * sums[unit]! * Math.sqrt(between);
      mean[unit] = centre * Math.sqrt(between);
      offset += between * (uncertainty + centre ** 2);
      cost -= 0.5 * (1 + Math.log(uncertainty) - uncertainty - centre ** 2);
    }
    for (const [n, { at }] of windows.entries()) {
      let product = 0;
      for (let unit = 0; unit < EMBEDDING_WIDTH; unit++) product += at[unit]! * mean[unit]!;
      fits[n * voices + voice] = INDEPENDENCE * (product - 0.5 * offset);
    }
  }
  return { fits, cost };
}

/** The shares of the voices in each window given all windows (Rabiner 1989), and how often each is entered. */
function forwardBackward(
  windows: readonly CentredWindow[],
  voices: number,
  fits: Float64Array,
  priors: Float64Array,
) {
  const { likelihoods, logHeights } = scaled(fits, voices);
  const forward = new Float64Array(fits.length);
  const scale = new Float64Array(windows.length);
  const goesOn = windows.map(({ follows }) => (follows ? GOES_ON : GOES_ON_AFTER_PAUSE));
  let logProbability = logHeights;
  for (let n = 0; n < windows.length; n++) {
    for (let voice = 0; voice < voices; voice++) {
      const before =
        n === 0
          ? priors[voice]!
          : goesOn[n]! * forward[(n - 1) * voices + voice]! + (1 - goesOn[n]!) * priors[voice]!;
      const value = before * likelihoods[n * voices + voice]!;
      forward[n * voices + voice] = value;
      scale[n]! += value;
    }
    for (let voice = 0; voice < voices; voice++) forward[n * voices + voice]! /= scale[n]!;
    logProbability += Math.log(scale[n]!);
  }
  const { shares, entered } = backward(voices, { forward, scale, goesOn, likelihoods, priors });
  const all = entered.reduce((a, b) => a + b, 0);
  return { shares, priors: entered.map((value) => value / all), logProbability };
}

interface Passed {
  readonly forward: Float64Array;
  readonly scale: Float64Array;
  readonly goesOn: readonly number[];
  readonly likelihoods: Float64Array;
  readonly priors: Float64Array;
}

function backward(voices: number, { forward, scale, goesOn, likelihoods, priors }: Passed) {
  const shares = forward.slice();
  const entered = new Float64Array(voices).fill(LEAST_ENTRIES);
  let later = new Float64Array(voices).fill(1);
  for (let n = scale.length - 2; n >= 0; n--) {
    const [next, on] = [n + 1, goesOn[n + 1]!];
    const ahead = later.map((value, voice) => (value * likelihoods[next * voices + voice]!) / scale[next]!);
    const entering = ahead.map((value, voice) => (1 - on) * priors[voice]! * value);
    const anew = entering.reduce((a, b) => a + b, 0);
    for (let voice = 0; voice < voices; voice++) entered[voice]! += entering[voice]!;
    later = ahead.map((value) => on * value + anew);
    for (let voice = 0; voice < voices; voice++) shares[n * voices + voice]! *= later[voice]!;
  }
  for (let voice = 0; voice < voices; voice++) entered[voice]! += shares[voice]!;
  return { shares: rowsToOne(shares, voices), entered };
}

function rowsToOne(rows: Float64Array, width: number): Float64Array {
  for (let at = 0; at < rows.length; at += width) {
    const row = rows.subarray(at, at + width);
    const sum = row.reduce((a, b) => a + b, 0);
    for (let n = 0; n < width; n++) row[n]! /= sum;
  }
  return rows;
}

/** Each row over its largest value, and the sum of the logs that were taken out. */
function scaled(fits: Float64Array, voices: number) {
  const likelihoods = new Float64Array(fits.length);
  let logHeights = 0;
  for (let at = 0; at < fits.length; at += voices) {
    const height = Math.max(...fits.subarray(at, at + voices));
    logHeights += height;
    for (let n = at; n < at + voices; n++) likelihoods[n] = Math.exp(fits[n]! - height);
  }
  return { likelihoods, logHeights };
}
