/**
 * Brings sound of any sample rate to that of the engine, as it comes, with a filter that keeps what is above the new Nyquist
 * frequency from folding down: a windowed sinc (Kaiser's window; Oppenheim & Schafer, Discrete-Time Signal Processing, 7.5),
 * one set of coefficients for each of the phases between two samples.
 */
import { SAMPLE_RATE } from './recording.ts';

/** Zero crossings of the sinc on each side. */
const CROSSINGS = 16;
/** Of the narrower of both bands, so much is kept; the rest is for the filter to fall off. */
const PASS_SHARE = 0.94;
/** 80 dB of attenuation (Kaiser's formula: 0.1102 (A - 8.7)). */
const KAISER_BETA = 7.86;
/** Ratios of more phases than this, as odd rates have, take the nearest of so many. */
const MOST_PHASES = 640;
/** The longest filter on each side, samples of the input: beyond it, as for rates of megahertz, the band is cut less steeply. */
const MOST_HALF_TAPS = 2048;

interface Filter {
  readonly taps: number;
  readonly phases: number;
  readonly coefficients: Float64Array;
}

const filters = new Map<number, Filter>();

/** A stream of one channel. What comes out begins with the first sample that went in: the filter's delay is taken off. */
export class Resampler {
  readonly #inputRate: number;
  readonly #ratio: number;
  readonly #filter: Filter;
  #kept: Float64Array;
  /** Index of the first kept sample among all inputs. */
  #keptFrom: number;
  #inputs = 0;
  #outputs = 0;

  /** @param inputRate Hz, above 0 */
  constructor(inputRate: number) {
    this.#inputRate = inputRate;
    this.#ratio = inputRate / SAMPLE_RATE;
    this.#filter = filters.get(inputRate) ?? makeFilter(inputRate);
    filters.set(inputRate, this.#filter);
    const half = this.#filter.taps / 2;
    this.#kept = new Float64Array(half);
    this.#keptFrom = -half;
  }

  /** Another stream that has taken the same samples up to here. */
  copy(): Resampler {
    const other = new Resampler(this.#inputRate);
    other.#kept = this.#kept.slice();
    other.#keptFrom = this.#keptFrom;
    other.#inputs = this.#inputs;
    other.#outputs = this.#outputs;
    return other;
  }

  /** Takes samples and gives what is complete. */
  push(samples: Float32Array): Float32Array {
    this.#inputs += samples.length;
    return this.#run(samples);
  }

  /** Gives what is left, as if silence followed. */
  flush(): Float32Array {
    const wanted = Math.round(this.#inputs / this.#ratio) - this.#outputs;
    const rest = this.#run(new Float32Array(this.#filter.taps));
    return rest.subarray(0, Math.max(0, wanted));
  }

  #run(samples: Float32Array): Float32Array {
    const { taps, phases, coefficients } = this.#filter;
    // Doubles, which are multiplied without being converted first.
    const input = new Float64Array(this.#kept.length + samples.length);
    input.set(this.#kept);
    input.set(samples, this.#kept.length);
    const end = this.#keptFrom + input.length;
    const half = taps / 2;
    const last = Math.floor((end - half - 1) / this.#ratio);
    const output = new Float32Array(Math.max(0, last - this.#outputs + 1));
    for (let n = 0; n < output.length; n++) {
      const position = (this.#outputs + n) * this.#ratio;
      let whole = Math.floor(position);
      let phase = Math.round((position - whole) * phases);
      if (phase === phases) {
        phase = 0;
        whole++;
      }
      const from = whole - half + 1 - this.#keptFrom;
      const row = phase * taps;
      // Four sums, because each addition of one would wait for the addition before it.
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let tap = 0; tap < taps; tap += 4) {
        a += coefficients[row + tap]! * input[from + tap]!;
        b += coefficients[row + tap + 1]! * input[from + tap + 1]!;
        c += coefficients[row + tap + 2]! * input[from + tap + 2]!;
        d += coefficients[row + tap + 3]! * input[from + tap + 3]!;
      }
      output[n] = a + b + (c + d);
    }
    this.#outputs += output.length;
    const needed = Math.max(0, Math.floor(this.#outputs * this.#ratio) - half + 1 - this.#keptFrom);
    this.#kept = input.slice(Math.min(needed, input.length));
    this.#keptFrom += Math.min(needed, input.length);
    return output;
  }
}

function makeFilter(inputRate: number): Filter {
  const phases = Math.min(MOST_PHASES, SAMPLE_RATE / commonDivisor(inputRate, SAMPLE_RATE));
  const cutoff = PASS_SHARE * Math.min(1, SAMPLE_RATE / inputRate);
  // Even, so that the taps can be added four at a time.
  const half = Math.min(MOST_HALF_TAPS, 2 * Math.ceil(CROSSINGS / cutoff / 2));
  const taps = 2 * half;
  const coefficients = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const x = tap - half + 1 - phase / phases;
      const value = cutoff * sinc(cutoff * x) * kaiser(x / half);
      coefficients[phase * taps + tap] = value;
      sum += value;
    }
    // A constant stays what it is in every phase.
    for (let tap = 0; tap < taps; tap++) coefficients[phase * taps + tap]! /= sum;
  }
  return { taps, phases, coefficients };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
}

/** The modified Bessel function of the first kind, order 0, by its series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
