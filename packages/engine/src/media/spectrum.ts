/**
 * The power spectrum of a real signal by the fast Fourier transform (Cooley & Tukey 1965, radix 2).
 *
 * @param frame - a power of two of samples, already windowed
 * @returns power of the bins from 0 Hz to half the sample rate, `frame.length / 2 + 1` of them
 */
export function powerSpectrum(frame: Float64Array): Float64Array {
  const size = frame.length;
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  for (let n = 0, mirrored = 0; n < size; n++) {
    real[mirrored] = frame[n] ?? 0;
    let bit = size >> 1;
    while (mirrored & bit) {
      mirrored ^= bit;
      bit >>= 1;
    }
    mirrored |= bit;
  }
  for (let half = 1; half < size; half *= 2) combine(real, imaginary, half);
  return Float64Array.from(
    { length: size / 2 + 1 },
    (_, bin) => (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2,
  );
}

/** One pass: transforms of `half` values become transforms of twice as many. */
function combine(real: Float64Array, imaginary: Float64Array, half: number): void {
  for (let k = 0; k < half; k++) {
    const cosine = Math.cos((Math.PI * k) / half);
    const sine = -Math.sin((Math.PI * k) / half);
    for (let even = k; even < real.length; even += 2 * half) {
      const odd = even + half;
      const [oddReal, oddImaginary] = [real[odd] ?? 0, imaginary[odd] ?? 0];
      const turnedReal = oddReal * cosine - oddImaginary * sine;
      const turnedImaginary = oddReal * sine + oddImaginary * cosine;
      real[odd] = (real[even] ?? 0) - turnedReal;
      imaginary[odd] = (imaginary[even] ?? 0) - turnedImaginary;
      real[even] = (real[even] ?? 0) + turnedReal;
      imaginary[even] = (imaginary[even] ?? 0) + turnedImaginary;
    }
  }
}

/** A Hann window of a number of samples. */
export function hannWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
}
