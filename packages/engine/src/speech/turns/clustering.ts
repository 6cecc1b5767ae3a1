import type { Voiceprint } from './speaker-models.ts';

/** How windows are gathered into voices. */
export interface ClusteringOptions {
  /** Groups whose mean cosine is under this are different voices, -1 to 1. */
  readonly threshold: number;
  /** Most voices that are told apart. */
  readonly maxSpeakers: number;
  /** A voice heard in fewer windows than this share of all (and than `minWindows`) is taken for one of the others. */
  readonly minShare: number;
  readonly minWindows: number;
  /** The number of voices when it is known. */
  readonly expectedSpeakers?: number;
}

/** More windows than this are thinned out before clustering, which costs the square of their number. */
const MAX_WINDOWS = 1200;

/** The mean voiceprint of each voice, most heard first; empty when there are no windows. */
export function clusterVoices(prints: readonly Voiceprint[], options: ClusteringOptions): Voiceprint[] {
  const step = Math.max(1, prints.length / MAX_WINDOWS);
  const kept = Array.from(
    { length: Math.floor(prints.length / step) },
    (_, n) => prints[Math.floor(n * step)]!,
  );
  if (kept.length === 0) return [];
  const groups = mergeUntil(kept, options).sort((a, b) => b.length - a.length);
  const wanted = options.expectedSpeakers ?? options.maxSpeakers;
  const least = Math.max(options.minWindows, options.minShare * kept.length);
  const large = groups.filter(
    (group, n) => n === 0 || options.expectedSpeakers !== undefined || group.length >= least,
  );
  return large.slice(0, wanted).map((group) => meanPrint(group.map((n) => kept[n]!)));
}

/** The mean of voiceprints, of length 1. */
export function meanPrint(prints: readonly Voiceprint[]): Voiceprint {
  const mean = new Float32Array(prints[0]?.length ?? 0);
  for (const print of prints) for (const [n, value] of print.entries()) mean[n]! += value;
  const length = Math.hypot(...mean) || 1;
  return mean.map((value) => value / length);
}

/** How alike two voiceprints are: their cosine, -1 to 1. */
export function similarity(a: Voiceprint, b: Voiceprint): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}

/** Agglomerative clustering by the mean cosine between groups (UPGMA, Sokal and Michener 1958). */
function mergeUntil(prints: readonly Voiceprint[], options: ClusteringOptions): number[][] {
  const alike = prints.map((a) => Float32Array.from(prints, (b) => similarity(a, b)));
  const groups: (number[] | null)[] = prints.map((_, n) => [n]);
  const best = groups.map((_, n) => nearest(alike, groups, n));
  for (let left = groups.length; left > 1; left--) {
    const first = indexOfBest(best, groups);
    const { other, score } = best[first]!;
    if (score < options.threshold && left <= (options.expectedSpeakers ?? left)) break;
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
      if (n === first || best[n]!.other === first || best[n]!.other === other)
        best[n] = nearest(alike, groups, n);
      else if (alike[n]![first]! > best[n]!.score) best[n] = { other: first, score: alike[n]![first]! };
    }
  }
  return groups.filter((group) => group !== null);
}

interface Neighbour {
  readonly other: number;
  readonly score: number;
}

function nearest(
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
