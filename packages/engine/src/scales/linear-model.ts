/** One input of a linear model. */
export interface LinearTerm {
  readonly feature: string;
  /** Mean and standard deviation in training; the input is standardised with them and cut off at `LIMIT` deviations. */
  readonly mean: number;
  readonly deviation: number;
  readonly weight: number;
}

/** A ridge regression (Hoerl & Kennard 1970) on named features. */
export interface LinearModel {
  readonly intercept: number;
  readonly terms: readonly LinearTerm[];
}

/** Standardised inputs are cut off here, so that no single odd feature decides. */
export const LIMIT = 3;

/**
 * What the model predicts, in the unit of its training labels.
 * @throws RangeError if a feature is missing or no finite number.
 */
export function predictLinear(model: LinearModel, features: Readonly<Record<string, number>>): number {
  let sum = model.intercept;
  for (const { feature, mean, deviation, weight } of model.terms) {
    const value = features[feature];
    if (value === undefined || !Number.isFinite(value)) throw new RangeError(`No finite feature ${feature}`);
    sum += weight * Math.max(-LIMIT, Math.min(LIMIT, (value - mean) / deviation));
  }
  return sum;
}
