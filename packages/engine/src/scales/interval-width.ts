/**
 * How far a prediction may lie from what people would say, by how much was heard.
 *
 * Errors have a part that more speech does not take away, and one that falls with it as the error of a mean does. Both
 * were fitted to the conformal 90 % quantiles (Vovk, Gammerman & Shafer 2005) of errors on people who were not learned from.
 */
export interface IntervalWidthModel {
  /** Square of the half width that stays however much is heard, in squares of the unit of the labels. */
  readonly constant: number;
  /** What one unit of speech (a second, a word) alone adds to it. */
  readonly perUnit: number;
}

/** Half of the 90 % interval, in the unit of the labels; `amount` of speech, above 0, in the law's unit. */
export function halfWidth({ constant, perUnit }: IntervalWidthModel, amount: number): number {
  return Math.sqrt(constant + perUnit / amount);
}
