/**
 * How many voices there are, and a voiceprint of each. Windows are merged from the most alike upwards; for every number
 * of voices the merging gives starts for spherical k-means (Dhillon and Modha 2001), and the highest number is taken at
 * which all voices are still different enough from each other.
 */
import type { Voiceprint } from './speaker-models.ts';

/** When voices count as different. */
export interface ClusteringOptions {
  /** Most voices that are told apart. */
  readonly maxSpeakers: number;
  /** Two voices are different when their cosine is under this, -1 to 1, and both are heard in 60 windows (30 s) or more. */
  readonly twoVoices: number;
  /** The same where one of them is heard in 20 windows (10 s) or fewer, which can be one voice in an odd mood. */
  readonly twoVoicesOneBrief: number;
  /** The same for a third voice and more: windows in which two people speak look like another voice. */
  readonly moreVoices: number;
  /** Each voice is heard in at least this share of the windows, 0 to 1, ... */
  readonly minShare: number;
  /** ... and in at least this many. */
  readonly minWindows: number;
  /** The number of voices, when it is known. */
  readonly expectedSpeakers?: number;
}

/** More windows than this are thinned out before merging, which costs the square of their number. */
const MAX_WINDOWS = 1000;
/** The less a voice is heard, the less its mean says: between these numbers of windows the limit rises. */
const BRIEF_WINDOWS = 20;
const LONG_WINDOWS = 60;
const KMEANS_ROUNDS = 12;
/** Steps of the merging that are looked at, counted from its end. */
const STAGES = 40;

/** The mean voiceprint of each voice; empty when there are no windows. */
export function clusterVoices(prints: readonly Voiceprint[], options: ClusteringOptions): Voiceprint[] {
  const step = Math.max(1, prints.length / MAX_WINDOWS);
  const kept = Array.from(
    { length: Math.floor(prints.length / step) },
    (_, n) => prints[Math.floor(n * step)]!,
  );
  if (kept.length === 0) return [];
  const most = Math.min(kept.length, options.expectedSpeakers ?? options.maxSpeakers);
  const stages = lastStages(kept);
  let voices = [meanPrint(kept)];
  for (let count = 2; count <= most; count++) {
    const candidate = mostDistinct(kept, stages, count, options);
    if (candidate === null) continue;
    const heard = Math.min(...memberCounts(kept, candidate)) * step;
    const limit = count > 2 ? options.moreVoices : limitForTwo(heard, options);
    if (options.expectedSpeakers !== undefined || closestPair(candidate) < limit) voices = candidate;
  }
  return voices;
}

/** Of all starts that the merging offers for a number of voices, the one that ends with the least similar voices. */
function mostDistinct(
  prints: readonly Voiceprint[],
  stages: readonly (readonly number[][])[],
  count: number,
  options: ClusteringOptions,
): Voiceprint[] | null {
  const least = Math.max(options.minWindows, options.minShare * prints.length);
  const starts = stages
    .filter((groups) => (groups[count - 1]?.length ?? 0) >= options.minWindows)
    .map((groups) => groups.slice(0, count).map((group) => meanPrint(group.map((n) => prints[n]!))));
  const found = starts
    .map((start) => refined(prints, start))
    .filter((voices) => Math.min(...memberCounts(prints, voices)) >= least);
  return found.reduce<Voiceprint[] | null>(
    (best, voices) => (best === null || closestPair(voices) < closestPair(best) ? voices : best),
    null,
  );
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

function limitForTwo(windows: number, options: ClusteringOptions): number {
  const share = Math.min(1, Math.max(0, (windows - BRIEF_WINDOWS) / (LONG_WINDOWS - BRIEF_WINDOWS)));
  return options.twoVoicesOneBrief + share * (options.twoVoices - options.twoVoicesOneBrief);
}

/** The highest cosine between two of the voices. */
function closestPair(voices: readonly Voiceprint[]): number {
  return Math.max(
    ...voices.flatMap((voice, n) => voices.slice(0, n).map((other) => similarity(voice, other))),
  );
}

function memberCounts(prints: readonly Voiceprint[], voices: readonly Voiceprint[]): number[] {
  const counts = voices.map(() => 0);
  for (const print of prints) counts[nearestVoice(print, voices)]!++;
  return counts;
}

function refined(prints: readonly Voiceprint[], start: readonly Voiceprint[]): Voiceprint[] {
  let voices = [...start];
  for (let round = 0; round < KMEANS_ROUNDS; round++) {
    const members: Voiceprint[][] = voices.map(() => []);
    for (const print of prints) members[nearestVoice(print, voices)]!.push(print);
    voices = voices.map((voice, n) => (members[n]!.length > 0 ? meanPrint(members[n]!) : voice));
  }
  return voices;
}

function nearestVoice(print: Voiceprint, voices: readonly Voiceprint[]): number {
  let nearest = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (const [n, voice] of voices.entries()) {
    const score = similarity(print, voice);
    if (score > best) [nearest, best] = [n, score];
  }
  return nearest;
}

/**
 * The groups, largest first, at each of the last steps of agglomerative merging by the mean cosine between groups (UPGMA,
 * Sokal and Michener 1958). Odd windows stay alone for long, so the voices are the largest groups of some earlier step.
 */
function lastStages(prints: readonly Voiceprint[]): number[][][] {
  const alike = prints.map((a) => Float32Array.from(prints, (b) => similarity(a, b)));
  const groups: (number[] | null)[] = prints.map((_, n) => [n]);
  const best = groups.map((_, n) => nearestGroup(alike, groups, n));
  const stages: number[][][] = [];
  for (let left = groups.length; left > 1; left--) {
    if (left <= STAGES)
      stages.push(groups.filter((group) => group !== null).sort((a, b) => b.length - a.length));
    const first = indexOfBest(best, groups);
    merge(alike, groups, best, first, best[first]!.other);
  }
  return stages;
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
