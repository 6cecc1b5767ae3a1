/** A point of a curve; those of a curve rise in `from`. */
export type CurvePoint = readonly [from: number, to: number];

/** The value of a curve of straight lines through its points; before the first and after the last it stays as it is there. */
export function alongCurve(points: readonly CurvePoint[], value: number): number {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('A curve has at least one point.');
  if (value <= first[0]) return first[1];
  const at = points.findIndex(([from]) => value < from);
  const [before, next] = [points[at - 1], points[at]];
  if (before === undefined || next === undefined) return last[1];
  return before[1] + ((value - before[0]) * (next[1] - before[1])) / (next[0] - before[0]);
}
