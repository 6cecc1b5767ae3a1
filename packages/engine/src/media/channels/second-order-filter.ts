/** Second-order Butterworth sections (R. Bristow-Johnson, "Audio EQ Cookbook"), fed sample by sample. */

/** The quality factors of the two sections of a Butterworth filter of fourth order. */
export const FOURTH_ORDER_QUALITIES = [0.5412, 1.3066] as const;

/** A filter with its memory of the last two samples. */
export class SecondOrderFilter {
  readonly #b0: number;
  readonly #b1: number;
  readonly #a1: number;
  readonly #a2: number;
  #x1 = 0;
  #x2 = 0;
  #y1 = 0;
  #y2 = 0;

  /**
   * @param passes - which side of the edge is let through
   * @param edge - the edge, as a share of the sample rate, 0 to 0.5
   * @param quality - the section's quality factor
   */
  constructor(passes: 'above' | 'below', edge: number, quality: number) {
    const cosine = Math.cos(2 * Math.PI * edge);
    const alpha = Math.sin(2 * Math.PI * edge) / (2 * quality);
    const slope = passes === 'above' ? 1 + cosine : 1 - cosine;
    this.#b0 = slope / 2 / (1 + alpha);
    this.#b1 = (passes === 'above' ? -slope : slope) / (1 + alpha);
    this.#a1 = (-2 * cosine) / (1 + alpha);
    this.#a2 = (1 - alpha) / (1 + alpha);
  }

  /** The next sample out for the next one in. */
  next(x: number): number {
    const y = this.#b0 * (x + this.#x2) + this.#b1 * this.#x1 - this.#a1 * this.#y1 - this.#a2 * this.#y2;
    this.#x2 = this.#x1;
    this.#x1 = x;
    this.#y2 = this.#y1;
    this.#y1 = y;
    return y;
  }
}
