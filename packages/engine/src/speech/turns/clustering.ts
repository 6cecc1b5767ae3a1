/**
 * How many voices there are, and a voiceprint of each. Windows are merged from the most alike upwards; for every number
 * of voices the merging gives starts for spherical k-means (Dhillon and Modha 2001), trimmed: windows between two voices,
 * in which both speak or the turn changes, belong to a voice but do not shape it (García-Escudero et al. 2008). The number
 * of voices goes up as long as all are different enough from each other.
 */
import { lastPartitions } from './merging.ts';
import { meanEmbedding, type SpeakerEmbedding, similarity } from './speaker-embedding.ts';

/** When voices count as different. */
export interface ClusteringOptions {
  /** Most voices that are told apart: 1 and one for each of `mostAlike`. */
  readonly maxSpeakers: number;
  /**
   * How alike the two most alike of two, three, four voices may be: their cosine, and more for few and for doubtful
   * windows (see `likeness`).
   */
  readonly mostAlike: readonly number[];
  /** Each voice has at least this many windows to itself. */
  readonly minWindows: number;
  /** The number of voices, when it is known. */
  readonly expectedSpeakers?: number;
}

/** Some number of voices. */
interface Voices {
  readonly embeddings: readonly SpeakerEmbedding[];
  /** How much they look like fewer voices: the closest pair's cosine and more. */
  readonly likeness: number;
}

/** More windows than this are thinned out before merging, which costs the square of their number. */
const MAX_WINDOWS = 1000;
const KMEANS_ROUNDS = 12;
/** A window shapes its voice when its lead over the next voice is above this share of the voices' own distance. */
const CORE_LEAD = 0.4;
/** What a voice's windows add to its likeness with others, over the root of their number: the mean of few says little. */
const FEW_WINDOWS = 0.5;
/** What doubtful windows add, for each unit of their share: one voice cut in two has many. */
const DOUBTFUL = 0.3;
/** A voice that is this much like a blend of two others is their talking together, cosine. */
const BLEND = 0.75;
/** How much stronger a blend counts than likeness when starts are compared. */
const BLEND_WEIGHT = 2;

/** The mean voiceprint of each voice; empty when there are no windows. */
export function clusterVoices(
  embeddings: readonly SpeakerEmbedding[],
  options: ClusteringOptions,
): SpeakerEmbedding[] {
  const step = Math.max(1, embeddings.length / MAX_WINDOWS);
  const kept = Array.from(
    { length: Math.floor(embeddings.length / step) },
    (_, n) => embeddings[Math.floor(n * step)]!,
  );
  if (kept.length === 0) return [];
  const { expectedSpeakers, maxSpeakers, mostAlike } = options;
  const partitions = lastPartitions(kept);
  let voices: readonly SpeakerEmbedding[] = [meanEmbedding(kept)];
  for (let count = 2; count <= Math.min(kept.length, expectedSpeakers ?? maxSpeakers); count++) {
    const found = mostDistinct(kept, partitions, count, options.minWindows);
    const different = found !== null && found.likeness < (mostAlike[count - 2] ?? 0);
    if (found !== null && (different || expectedSpeakers !== undefined)) voices = found.embeddings;
    else if (expectedSpeakers === undefined && count > 2) break;
  }
  return [...voices];
}

/** Of all starts that the merging offers for a number of voices, the one that ends with the least similar voices. */
function mostDistinct(
  embeddings: readonly SpeakerEmbedding[],
  partitions: readonly (readonly number[][])[],
  count: number,
  minWindows: number,
): Voices | null {
  const found = partitions
    .filter((groups) => (groups[count - 1]?.length ?? 0) >= minWindows)
    .map((groups) => groups.slice(0, count).map((group) => meanEmbedding(group.map((n) => embeddings[n]!))))
    .flatMap((start) => trimmedVoices(embeddings, start, minWindows));
  return found.reduce<Voices | null>(
    (best, voices) => (best === null || voices.likeness < best.likeness ? voices : best),
    null,
  );
}

/** Where k-means leads from a start; nothing when a voice has too few windows to itself. */
function trimmedVoices(
  embeddings: readonly SpeakerEmbedding[],
  start: readonly SpeakerEmbedding[],
  minWindows: number,
): Voices[] {
  let voices = [...start];
  let cores: SpeakerEmbedding[][] = [];
  for (let round = 0; round < KMEANS_ROUNDS; round++) {
    cores = coreWindows(embeddings, voices);
    const next = voices.map((voice, n) => (cores[n]!.length > 0 ? meanEmbedding(cores[n]!) : voice));
    const moved = Math.min(...next.map((voice, n) => similarity(voice, voices[n]!))) < 1 - 1e-6;
    voices = next;
    if (!moved) break;
  }
  const sizes = cores.map((core) => core.length);
  if (Math.min(...sizes) < minWindows) return [];
  const doubtful = 1 - sizes.reduce((a, b) => a + b, 0) / embeddings.length;
  return [{ embeddings: voices, likeness: likeness(voices, sizes) + DOUBTFUL * doubtful }];
}

/** For each voice the windows that are clearly its own. */
function coreWindows(
  embeddings: readonly SpeakerEmbedding[],
  voices: readonly SpeakerEmbedding[],
): SpeakerEmbedding[][] {
  const least =
    CORE_LEAD * (1 - Math.max(...pairs(voices).map(([a, b]) => similarity(voices[a]!, voices[b]!))));
  const cores: SpeakerEmbedding[][] = voices.map(() => []);
  for (const embedding of embeddings) {
    let [nearest, best, second] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [n, voice] of voices.entries()) {
      const score = similarity(embedding, voice);
      if (score > best) [nearest, best, second] = [n, score, best];
      else if (score > second) second = score;
    }
    if (best - second > least) cores[nearest]!.push(embedding);
  }
  return cores;
}

/** The cosine of the two most alike, raised where one of them has few windows and where a voice blends two others. */
function likeness(voices: readonly SpeakerEmbedding[], sizes: readonly number[]): number {
  const alike = pairs(voices).map(
    ([a, b]) => similarity(voices[a]!, voices[b]!) + FEW_WINDOWS / Math.sqrt(Math.min(sizes[a]!, sizes[b]!)),
  );
  const blended = Math.max(...voices.map((voice) => blendOfOthers(voice, voices)));
  return Math.max(...alike) + BLEND_WEIGHT * Math.max(0, blended - BLEND);
}

/** The highest cosine of a voice with a weighted mean of two others; -1 when there are no two. */
function blendOfOthers(voice: SpeakerEmbedding, voices: readonly SpeakerEmbedding[]): number {
  const others = voices.filter((other) => other !== voice);
  let highest = -1;
  for (const [a, b] of pairs(others))
    for (let share = 0.2; share <= 0.8; share += 0.05) {
      const [first, second] = [others[a]!, others[b]!];
      const length = Math.sqrt(
        share ** 2 + (1 - share) ** 2 + 2 * share * (1 - share) * similarity(first, second),
      );
      const dot = share * similarity(voice, first) + (1 - share) * similarity(voice, second);
      highest = Math.max(highest, dot / length);
    }
  return highest;
}

function pairs(items: readonly unknown[]): [number, number][] {
  return items.flatMap((_, a) => items.slice(0, a).map((_, b): [number, number] => [a, b]));
}
