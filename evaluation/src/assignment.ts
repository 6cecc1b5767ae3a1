/**
 * The one-to-one assignment of rows to columns with the highest total (Hungarian method, Kuhn 1955, in the form with
 * potentials and shortest augmenting paths, Jonker and Volgenant 1987).
 * @param values a row for each of the one kind, a column for each of the other; may be wider or taller than square.
 * @returns for each row its column, or -1 where there are too few columns.
 */
export function bestAssignment(values: readonly (readonly number[])[]): number[] {
  const size = Math.max(values.length, values[0]?.length ?? 0);
  const cost = (row: number, column: number) => -(values[row - 1]?.[column - 1] ?? 0);
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  /** The row that a column belongs to; row 0 is the one being placed. */
  const rowOf = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    const path = shortestPath(size, cost, rowPotential, columnPotential, rowOf);
    for (let column = path.end; column !== 0; column = path.before[column]!)
      rowOf[column] = rowOf[path.before[column]!]!;
  }
  const columns = values.map(() => -1);
  for (let column = 1; column <= (values[0]?.length ?? 0); column++) {
    const row = rowOf[column]! - 1;
    if (row < columns.length) columns[row] = column - 1;
  }
  return columns;
}

/** The cheapest way to a free column, by reduced costs; the potentials are moved along. */
function shortestPath(
  size: number,
  cost: (row: number, column: number) => number,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  rowOf: Int32Array,
): { end: number; before: Int32Array } {
  const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(size + 1);
  const seen = new Uint8Array(size + 1);
  let column = 0;
  while (rowOf[column] !== 0) {
    seen[column] = 1;
    const row = rowOf[column]!;
    let next = 0;
    let step = Number.POSITIVE_INFINITY;
    for (let other = 1; other <= size; other++) {
      if (seen[other]) continue;
      const reduced = cost(row, other) - rowPotential[row]! - columnPotential[other]!;
      if (reduced < least[other]!) {
        least[other] = reduced;
        before[other] = column;
      }
      if (least[other]! < step) {
        step = least[other]!;
        next = other;
      }
    }
    for (let other = 0; other <= size; other++) {
      if (seen[other]) {
        rowPotential[rowOf[other]!]! += step;
        columnPotential[other]! -= step;
      } else least[other]! -= step;
    }
    column = next;
  }
  return { end: column, before };
}
