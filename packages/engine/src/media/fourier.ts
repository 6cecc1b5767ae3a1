/**
 * The fast Fourier transform of complex signals (Cooley & Tukey 1965, radix 2), in place, with the angles computed once. A
 * transform of one size is used over and over on a whole recording: then this is several times faster than computing angles anew.
 */
export class FourierTransform {
  readonly size: number;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #mirrored: Uint32Array;

  /**
   * @param size - a power of two, samples
   * @throws RangeError for any other size.
   */
  constructor(size: number) {
    if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`Not a power of two: ${size}`);
    this.size = size;
    this.#cosines = Float64Array.from({ length: size / 2 }, (_, n) => Math.cos((2 * Math.PI * n) / size));
    this.#sines = Float64Array.from({ length: size / 2 }, (_, n) => -Math.sin((2 * Math.PI * n) / size));
    this.#mirrored = new Uint32Array(size);
    const bits = Math.log2(size);
    for (let n = 1; n < size; n++)
      this.#mirrored[n] = ((this.#mirrored[n >> 1]! >> 1) | ((n & 1) << (bits - 1))) >>> 0;
  }

  /** Transforms in place; both arrays hold `size` values. */
  forward(real: Float64Array, imaginary: Float64Array): void {
    this.#reorder(real);
    this.#reorder(imaginary);
    for (let half = 1; half < this.size; half *= 2) this.#combine(real, imaginary, half);
  }

  /** Transforms back in place, scaled so that `inverse` undoes `forward`. */
  inverse(real: Float64Array, imaginary: Float64Array): void {
    this.forward(imaginary, real);
    for (let n = 0; n < this.size; n++) {
      real[n] = real[n]! / this.size;
      imaginary[n] = imaginary[n]! / this.size;
    }
  }

  /**
   * The power of a real signal.
   * @param frame - `size` samples, already windowed
   * @returns power of the bins from 0 Hz to half the sample rate, `size / 2 + 1` of them.
   */
  power(frame: Float64Array): Float64Array {
    const real = Float64Array.from(frame);
    const imaginary = new Float64Array(this.size);
    this.forward(real, imaginary);
    return Float64Array.from(
      { length: this.size / 2 + 1 },
      (_, bin) => real[bin]! ** 2 + imaginary[bin]! ** 2,
    );
  }

  #reorder(values: Float64Array): void {
    for (let n = 0; n < this.size; n++) {
      const other = this.#mirrored[n]!;
      if (other <= n) continue;
      const kept = values[n]!;
      values[n] = values[other]!;
      values[other] = kept;
    }
  }

  /** One pass: transforms of `half` values become transforms of twice as many. */
  #combine(real: Float64Array, imaginary: Float64Array, half: number): void {
    const step = this.size / (2 * half);
    for (let start = 0; start < this.size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const even = start + k;
        const odd = even + half;
        const cosine = this.#cosines[k * step]!;
        const sine = this.#sines[k * step]!;
        const turnedReal = real[odd]! * cosine - imaginary[odd]! * sine;
        const turnedImaginary = real[odd]! * sine + imaginary[odd]! * cosine;
        real[odd] = real[even]! - turnedReal;
        imaginary[odd] = imaginary[even]! - turnedImaginary;
        real[even] = real[even]! + turnedReal;
        imaginary[even] = imaginary[even]! + turnedImaginary;
      }
    }
  }
}

/** A Hann window of a number of samples. */
export function hannWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
}
