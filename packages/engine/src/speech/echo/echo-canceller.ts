/**
 * Takes the echo of one channel out of another one: an adaptive filter learns how the sound gets there, by a Kalman filter in
 * the frequency domain (Enzner & Vary 2006), which slows down by itself while both people speak.
 */
import { FourierTransform } from '../../media/fourier.ts';
import { SAMPLE_RATE } from '../../media/recording.ts';

/** The samples that are cancelled at once: 32 ms. */
export const BLOCK = 512;
const SIZE = 2048;
/** 96 ms: the sound from the loudspeaker and the first reflections of a furnished room. */
const TAPS = SIZE - BLOCK;
/** The filter begins so much before the measured delay: the strongest sound is not always the first, samples. */
const LEAD = Math.round(0.01 * SAMPLE_RATE);
/** The shortest delay at which a block of the source is there before its echo is needed, samples. */
const SHORTEST_DELAY = BLOCK;
/** How much of the path is the same one block later: it changes as somebody moves, over some ten seconds. */
const CONSTANCY = 0.9997;
/** How much of the last estimate of the other sound is kept from block to block. */
const SMOOTHING = 0.6;
/** The power of the path before anything is known: an echo about as loud as its source. */
const INITIAL_UNCERTAINTY = 0.5;
/** Of the rounding noise of 16-bit samples in a transformed block: keeps divisions finite. */
const LEAST_POWER = 1e-7;

/** The filter of one path from a source to the channel that repeats it. */
export class EchoCanceller {
  readonly #transform = new FourierTransform(SIZE);
  readonly #delay: number;
  readonly #filterReal = new Float64Array(SIZE);
  readonly #filterImaginary = new Float64Array(SIZE);
  readonly #uncertainty = new Float64Array(SIZE).fill(INITIAL_UNCERTAINTY);
  readonly #sourceReal = new Float64Array(SIZE);
  readonly #sourceImaginary = new Float64Array(SIZE);
  readonly #otherPower = new Float64Array(SIZE);
  #isOtherKnown = false;

  /** @param delayMs how much later the echo is than its source, as it was measured. */
  constructor(delayMs: number) {
    this.#delay = Math.max(SHORTEST_DELAY, Math.round((delayMs * SAMPLE_RATE) / 1000) - LEAD);
  }

  /** The echo in the block of the channel that begins at a sample; of the source all that lies before it is read. */
  echoAt(start: number, source: Float32Array): Float64Array {
    const [real, imaginary] = [this.#sourceReal, this.#sourceImaginary];
    const from = start + BLOCK - this.#delay - SIZE;
    for (let n = 0; n < SIZE; n++) real[n] = source[from + n] ?? 0;
    imaginary.fill(0);
    this.#transform.forward(real, imaginary);
    const echoReal = new Float64Array(SIZE);
    const echoImaginary = new Float64Array(SIZE);
    for (let bin = 0; bin < SIZE; bin++) {
      const [a, b, c, d] = [real[bin]!, imaginary[bin]!, this.#filterReal[bin]!, this.#filterImaginary[bin]!];
      echoReal[bin] = a * c - b * d;
      echoImaginary[bin] = a * d + b * c;
    }
    this.#transform.inverse(echoReal, echoImaginary);
    return echoReal.subarray(SIZE - BLOCK);
  }

  /** Learns from what was left of the block that `echoAt` was last asked about. */
  learn(left: Float64Array): void {
    const leftReal = new Float64Array(SIZE);
    const leftImaginary = new Float64Array(SIZE);
    leftReal.set(left, SIZE - BLOCK);
    this.#transform.forward(leftReal, leftImaginary);
    const share = BLOCK / SIZE;
    for (let bin = 0; bin < SIZE; bin++) {
      const [a, b, c, d] = [
        this.#sourceReal[bin]!,
        this.#sourceImaginary[bin]!,
        leftReal[bin]!,
        leftImaginary[bin]!,
      ];
      const power = c * c + d * d;
      const other = this.#isOtherKnown ? SMOOTHING * this.#otherPower[bin]! + (1 - SMOOTHING) * power : power;
      this.#otherPower[bin] = other;
      const sourcePower = a * a + b * b;
      const uncertainty = this.#uncertainty[bin]!;
      const step = uncertainty / (sourcePower * uncertainty + other / share + LEAST_POWER);
      this.#filterReal[bin]! += step * (a * c + b * d);
      this.#filterImaginary[bin]! += step * (a * d - b * c);
      const filterPower = this.#filterReal[bin]! ** 2 + this.#filterImaginary[bin]! ** 2;
      this.#uncertainty[bin] =
        CONSTANCY ** 2 * (1 - share * step * sourcePower) * uncertainty + (1 - CONSTANCY ** 2) * filterPower;
    }
    this.#isOtherKnown = true;
    this.#shorten();
  }

  /** Keeps the filter as short as its taps: what lies beyond wraps round and is none. */
  #shorten(): void {
    this.#transform.inverse(this.#filterReal, this.#filterImaginary);
    this.#filterReal.fill(0, TAPS);
    this.#filterImaginary.fill(0);
    this.#transform.forward(this.#filterReal, this.#filterImaginary);
  }
}
