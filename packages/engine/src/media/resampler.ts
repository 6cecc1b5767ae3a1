/**
 * Brings sound of any sample rate to that of the engine, as it comes, with a filter that keeps what is above the new Nyquist
 * frequency from folding down: a windowed sinc (Kaiser's window; Oppenheim & Schafer, Discrete-Time Signal Processing, 7.5),
 * one set of coefficients for each of the phases between two samples. The products are summed by `resampler-kernel.wat`.
 */
import { readFileSync } from 'node:fs';
import { SAMPLE_RATE } from './recording.ts';
import { PAGE_BYTES, WebAssembly, type WebAssemblyMemory } from './web-assembly.ts';

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

/** The kernel's inner loop takes so many taps at once. */
const TAPS_AT_ONCE = 8;
const FLOAT_BYTES = 4;

const kernelModule = new WebAssembly.Module(readFileSync(new URL('resampler-kernel.wasm', import.meta.url)));

interface Kernel {
  readonly memory: WebAssemblyMemory;
  readonly multiply: (places: number, outputs: number, count: number, bytes: number) => void;
}

/** The coefficients for one input rate, in the memory of a kernel of their own, row after row. */
interface Filter {
  readonly taps: number;
  /** From an output at the place of an input to one a whole input later. */
  readonly rows: number;
  /** Outputs lie at multiples of this part of an input: 160 for 44.1 kHz. */
  readonly fractions: number;
  /** For each of the fractions, where its row of coefficients lies, bytes. */
  readonly rowOf: Int32Array;
  readonly kernel: Kernel;
}

const filters = new Map<number, Filter>();

/** A stream of one channel. What comes out begins with the first sample that went in: the filter's delay is taken off. */
export class Resampler {
  readonly #inputRate: number;
  readonly #ratio: number;
  readonly #filter: Filter;
  #kept: Float32Array;
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
    this.#kept = new Float32Array(half);
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
    // A copy: decoders may use their memory again.
    if (this.#inputRate === SAMPLE_RATE) return samples.slice();
    this.#inputs += samples.length;
    return this.#run(samples);
  }

  /** Gives what is left, as if silence followed. */
  flush(): Float32Array {
    if (this.#inputRate === SAMPLE_RATE) return new Float32Array(0);
    const wanted = Math.round(this.#inputs / this.#ratio) - this.#outputs;
    const rest = this.#run(new Float32Array(this.#filter.taps));
    return rest.subarray(0, Math.max(0, wanted));
  }

  #run(samples: Float32Array): Float32Array {
    const half = this.#filter.taps / 2;
    const length = this.#kept.length + samples.length;
    const last = Math.floor((this.#keptFrom + length - half - 1) / this.#ratio);
    const count = Math.max(0, last - this.#outputs + 1);
    const { input, places, output, run } = memoryFor(this.#filter, length, count);
    input.set(this.#kept);
    input.set(samples, this.#kept.length);
    this.#findPlaces(places, count, input.byteOffset);
    run();
    this.#outputs += count;
    const needed = Math.max(0, Math.floor(this.#outputs * this.#ratio) - half + 1 - this.#keptFrom);
    this.#kept = input.slice(Math.min(needed, length));
    this.#keptFrom += Math.min(needed, length);
    return output.slice();
  }

  /**
   * Where each of the next outputs finds its first input and its coefficients, bytes. Positions are counted in fractions of an
   * input that divide the step from one output to the next, so that they are added up without rounding.
   */
  #findPlaces(places: Int32Array, count: number, inputAt: number): void {
    const { taps, fractions, rowOf } = this.#filter;
    const step = this.#ratio * fractions;
    const [wholeStep, fractionStep] = [Math.floor(step / fractions), step % fractions];
    const whole = Math.floor((this.#outputs * step) / fractions);
    let fraction = this.#outputs * step - whole * fractions;
    let at = inputAt + FLOAT_BYTES * (whole - taps / 2 + 1 - this.#keptFrom);
    for (let n = 0; n < count; n++) {
      places[2 * n] = at;
      places[2 * n + 1] = rowOf[fraction]!;
      at += FLOAT_BYTES * wholeStep;
      fraction += fractionStep;
      if (fraction < fractions) continue;
      fraction -= fractions;
      at += FLOAT_BYTES;
    }
  }
}

/** Gives as much as a `Resampler` would, all of it zeros: what the length of a recording is measured by. */
export class SilentResampler {
  readonly #ratio: number;
  #inputs = 0;
  #outputs = 0;
  #zeros = new Float32Array(0);

  /** @param inputRate Hz, above 0 */
  constructor(inputRate: number) {
    this.#ratio = Math.round(inputRate) / SAMPLE_RATE;
  }

  /** Another stream that has taken as many samples. */
  copy(): SilentResampler {
    const other = new SilentResampler(this.#ratio * SAMPLE_RATE);
    other.#inputs = this.#inputs;
    other.#outputs = this.#outputs;
    return other;
  }

  /** Takes samples and gives as many as they become. */
  push(samples: Float32Array): Float32Array {
    this.#inputs += samples.length;
    return this.#upTo(Math.floor(this.#inputs / this.#ratio));
  }

  /** Gives what is left. */
  flush(): Float32Array {
    return this.#upTo(Math.round(this.#inputs / this.#ratio));
  }

  #upTo(outputs: number): Float32Array {
    const count = Math.max(0, outputs - this.#outputs);
    this.#outputs += count;
    if (this.#zeros.length < count) this.#zeros = new Float32Array(count);
    return this.#zeros.subarray(0, count);
  }
}

/** Room in a kernel's memory behind the coefficients: the input, where each output finds its rows, and the outputs. */
function memoryFor(
  { kernel: { memory, multiply }, taps, rows }: Pick<Filter, 'kernel' | 'taps' | 'rows'>,
  inputs: number,
  outputs: number,
) {
  const inputAt = FLOAT_BYTES * rows * taps;
  const placesAt = inputAt + FLOAT_BYTES * inputs;
  const outputsAt = placesAt + 2 * FLOAT_BYTES * outputs;
  const missing = outputsAt + FLOAT_BYTES * outputs - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return {
    input: new Float32Array(memory.buffer, inputAt, inputs),
    places: new Int32Array(memory.buffer, placesAt, 2 * outputs),
    output: new Float32Array(memory.buffer, outputsAt, outputs),
    run: () => multiply(placesAt, outputsAt, outputs, FLOAT_BYTES * taps),
  };
}

function makeFilter(inputRate: number): Filter {
  const fractions = SAMPLE_RATE / commonDivisor(inputRate, SAMPLE_RATE);
  const phases = Math.min(MOST_PHASES, fractions);
  const cutoff = PASS_SHARE * Math.min(1, SAMPLE_RATE / inputRate);
  const step = TAPS_AT_ONCE / 2;
  const half = Math.min(MOST_HALF_TAPS, step * Math.ceil(CROSSINGS / cutoff / step));
  const taps = 2 * half;
  const kernel = new WebAssembly.Instance(kernelModule).exports as unknown as Kernel;
  const rows = phases + 1;
  const { input: coefficients } = memoryFor({ kernel, taps, rows: 0 }, rows * taps, 0);
  for (let row = 0; row < rows; row++)
    coefficients.set(coefficientsOf(row / phases, half, cutoff), row * taps);
  const rowOf = Int32Array.from(
    { length: fractions },
    (_, n) => FLOAT_BYTES * taps * Math.round((n * phases) / fractions),
  );
  return { taps, rows, fractions, rowOf, kernel };
}

/** The windowed sinc for outputs that lie by this share of a sample behind an input. */
function coefficientsOf(offset: number, half: number, cutoff: number): Float64Array {
  const row = Float64Array.from({ length: 2 * half }, (_, tap) => {
    const x = tap - half + 1 - offset;
    return cutoff * sinc(cutoff * x) * kaiser(x / half);
  });
  // A constant stays what it is in every phase.
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
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
