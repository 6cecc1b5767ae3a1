/** The linear prediction of Apple Lossless, in whole numbers of 32 bits that overflow as the encoder's did. */

/** This number of coefficients stands for a prediction from the sample before alone. */
const FIRST_ORDER = 31;

/** Turns differences of neighbours into samples, in place. @param width bits of a sample */
export function addNeighbours(samples: Int32Array, width: number): void {
  const spare = 32 - width;
  for (let n = 1; n < samples.length; n++) samples[n] = ((samples[n]! + samples[n - 1]!) << spare) >> spare;
}

/**
 * Predicts each sample from those before it, relative to the one before the oldest of them, by coefficients that learn from the
 * sign of every error.
 */
export class AlacPredictor {
  readonly #coefficients: Int16Array;
  readonly #shift: number;
  readonly #width: number;

  /**
   * @param coefficients of the sample before, the one before that and so on; they change
   * @param shift fraction bits of the coefficients
   * @param width bits of a sample
   */
  constructor(coefficients: Int16Array, shift: number, width: number) {
    this.#coefficients = coefficients;
    this.#shift = shift;
    this.#width = width;
  }

  /** Turns residuals into samples, in place. */
  restore(samples: Int32Array): void {
    const coefficients = this.#coefficients;
    const [order, shift, spare] = [coefficients.length, this.#shift, 32 - this.#width];
    if (order === 0) return;
    if (order === FIRST_ORDER) {
      addNeighbours(samples, this.#width);
      return;
    }
    addNeighbours(samples.subarray(0, order + 1), this.#width);
    const half = shift === 0 ? 0 : 1 << (shift - 1);
    for (let n = order + 1; n < samples.length; n++) {
      const base = samples[n - order - 1]!;
      let sum = half;
      for (let k = 0; k < order; k++)
        sum = (sum + Math.imul(coefficients[k]!, samples[n - 1 - k]! - base)) | 0;
      const error = samples[n]!;
      samples[n] = ((error + base + (sum >> shift)) << spare) >> spare;
      if (error > 0) this.#learn(samples, n, error, 1);
      else if (error < 0) this.#learn(samples, n, error, -1);
    }
  }

  /** From the oldest on, until the change makes up for the error. */
  #learn(samples: Int32Array, n: number, error: number, sign: 1 | -1): void {
    const coefficients = this.#coefficients;
    const [order, shift] = [coefficients.length, this.#shift];
    const base = samples[n - order - 1]!;
    let left = error;
    for (let k = order - 1; k >= 0 && (sign > 0 ? left > 0 : left < 0); k--) {
      const difference = (base - samples[n - 1 - k]!) | 0;
      if (difference === 0) continue;
      const same = difference > 0 ? sign : -sign;
      coefficients[k] = coefficients[k]! - same;
      left -= (order - k) * ((same > 0 ? difference : -difference) >> shift);
    }
  }
}
