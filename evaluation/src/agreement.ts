/** How well predictions agree with what people judged. */
export interface Agreement {
  readonly items: number;
  /** Product-moment correlation; null when either side does not vary. */
  readonly pearson: number | null;
  /** The same of the ranks, ties at their mean rank (Spearman 1904). */
  readonly spearman: number | null;
  /** Root mean square error, in the unit of the judgements. */
  readonly rmse: number;
  /** Mean of prediction less judgement: above 0 where people would be judged too kindly. */
  readonly meanError: number;
}

/** One item as it was predicted and as people judged it. */
export interface RatedPair {
  readonly predicted: number;
  readonly judged: number;
}

/** The agreement of at least one pair. */
export function agreementOf(pairs: readonly RatedPair[]): Agreement {
  const predicted = pairs.map((pair) => pair.predicted);
  const judged = pairs.map((pair) => pair.judged);
  const errors = pairs.map((pair) => pair.predicted - pair.judged);
  return {
    items: pairs.length,
    pearson: correlation(predicted, judged),
    spearman: correlation(ranks(predicted), ranks(judged)),
    rmse: Math.sqrt(mean(errors.map((error) => error ** 2))),
    meanError: mean(errors),
  };
}

/** Arithmetic mean of at least one value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Half of the 90 % interval of a mean, from the spread of its values (normal approximation); infinite for one value. */
export function meanHalfWidth90(values: readonly number[]): number {
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  return values.length < 2 ? Number.POSITIVE_INFINITY : 1.645 * Math.sqrt(variance / values.length);
}

function correlation(a: readonly number[], b: readonly number[]): number | null {
  const [centreA, centreB] = [mean(a), mean(b)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const [x, y] = [value - centreA, (b[at] ?? 0) - centreB];
    both += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? null : both / Math.sqrt(squaresA * squaresB);
}

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const rank = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (const index of order.slice(from, to)) rank[index] = (from + to - 1) / 2;
    from = to;
  }
  return rank;
}
