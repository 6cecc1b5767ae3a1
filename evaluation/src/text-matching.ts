/** Places of two equal words: in the reference, and in the transcript. */
export type MatchedPlaces = readonly [reference: number, transcript: number];

/**
 * Where two texts agree, along the alignment with the fewest differences (Levenshtein 1966), in order.
 * @param reference words, comparable with those of the transcript.
 */
export function matchingPlaces(reference: readonly string[], transcript: readonly string[]): MatchedPlaces[] {
  const width = transcript.length + 1;
  const costs = new Uint32Array((reference.length + 1) * width);
  const cost = (m: number, n: number): number => costs[m * width + n] ?? 0;
  const across = (m: number, n: number): number =>
    cost(m - 1, n - 1) + (reference[m - 1] === transcript[n - 1] ? 0 : 1);
  for (let n = 0; n < width; n++) costs[n] = n;
  for (let m = 1; m <= reference.length; m++) {
    costs[m * width] = m;
    for (let n = 1; n < width; n++) {
      costs[m * width + n] = Math.min(across(m, n), cost(m - 1, n) + 1, cost(m, n - 1) + 1);
    }
  }
  const matched: MatchedPlaces[] = [];
  let [m, n] = [reference.length, transcript.length];
  while (m > 0 && n > 0) {
    if (cost(m, n) === across(m, n)) {
      if (reference[m - 1] === transcript[n - 1]) matched.push([m - 1, n - 1]);
      m--;
      n--;
    } else if (cost(m, n) === cost(m - 1, n) + 1) m--;
    else n--;
  }
  return matched.reverse();
}
