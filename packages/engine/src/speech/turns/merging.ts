/**
 * Agglomerative merging of speaker embeddings by the mean cosine between groups (UPGMA, Sokal and Michener 1958).
 */
import { type SpeakerEmbedding, similarity } from './speaker-embedding.ts';

/** Steps of the merging that are looked at, counted from its end. */
const LAST_STEPS = 60;

/** A step of the merging. */
export interface Partition {
  /** The groups, largest first, as indices of the speaker embeddings. */
  readonly groups: readonly (readonly number[])[];
  /** The mean cosine between the two groups that are merged next. */
  readonly nextLikeness: number;
}

/**
 * The last steps of the merging, in its order. Odd windows stay alone for long, so the voices are the largest groups of some
 * earlier step.
 */
export function lastPartitions(embeddings: readonly SpeakerEmbedding[]): Partition[] {
  const alike = embeddings.map((a) => Float32Array.from(embeddings, (b) => similarity(a, b)));
  const groups: (number[] | null)[] = embeddings.map((_, n) => [n]);
  const best = groups.map((_, n) => nearestGroup(alike, groups, n));
  const partitions: Partition[] = [];
  for (let left = groups.length; left > 1; left--) {
    const first = indexOfBest(best, groups);
    if (left <= LAST_STEPS)
      partitions.push({
        groups: groups.filter((group) => group !== null).sort((a, b) => b.length - a.length),
        nextLikeness: best[first]!.score,
      });
    merge(alike, groups, best, first, best[first]!.other);
  }
  return partitions;
}

interface Neighbour {
  readonly other: number;
  readonly score: number;
}

function merge(
  alike: readonly Float32Array[],
  groups: (number[] | null)[],
  best: Neighbour[],
  first: number,
  other: number,
): void {
  const [a, b] = [groups[first]!, groups[other]!];
  for (let n = 0; n < groups.length; n++) {
    const mean = (alike[first]![n]! * a.length + alike[other]![n]! * b.length) / (a.length + b.length);
    alike[first]![n] = mean;
    alike[n]![first] = mean;
  }
  groups[first] = [...a, ...b];
  groups[other] = null;
  for (let n = 0; n < groups.length; n++) {
    if (!groups[n]) continue;
    const stale = n === first || best[n]!.other === first || best[n]!.other === other;
    if (stale) best[n] = nearestGroup(alike, groups, n);
    else if (alike[n]![first]! > best[n]!.score) best[n] = { other: first, score: alike[n]![first]! };
  }
}

function nearestGroup(
  alike: readonly Float32Array[],
  groups: readonly (number[] | null)[],
  of: number,
): Neighbour {
  let found: Neighbour = { other: of, score: Number.NEGATIVE_INFINITY };
  for (let n = 0; n < groups.length; n++) {
    const score = alike[of]![n]!;
    if (n !== of && groups[n] && score > found.score) found = { other: n, score };
  }
  return found;
}

function indexOfBest(best: readonly Neighbour[], groups: readonly (number[] | null)[]): number {
  let index = -1;
  for (let n = 0; n < groups.length; n++)
    if (groups[n] && (index < 0 || best[n]!.score > best[index]!.score)) index = n;
  return index;
}
