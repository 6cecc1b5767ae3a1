/**
 * How many voices there are, and which windows are whose. For each number of voices the windows are assigned by a hidden Markov
 * model, from starts that merging offers; then the number is chosen by what supports it: that differences return as people take
 * turns, which the drift of one voice does not, that the voices lie apart, and that most recordings here are of two people.
 */
import type { Span } from '../timeline.ts';
import { lastPartitions } from './merging.ts';
import { meanEmbedding, type SpeakerEmbedding, similarity } from './speaker-embedding.ts';
import { logEvidence, type TimedWindow } from './voice-evidence.ts';
import { assignVoices, type CentredWindow, type VoiceAssignment } from './voice-hmm.ts';
import { EMBEDDING_WIDTH } from './voice-variance.ts';

/** A window of speech whose voice is to be found, in order of time. */
export interface VoiceWindow extends Span {
  /** Coordinates of the embedding: one voice varies by about 1 in each. */
  readonly coordinates: Float32Array;
}

/** The voices of a recording. */
export interface FoundVoices {
  /** The mean embedding of each voice, of length 1; empty when there are no windows. */
  readonly voices: readonly SpeakerEmbedding[];
  /**
   * What speaks for more than one voice, less what is needed: above 0 there are several. Near 0 it could be either. Positive
   * infinity where the number was given or nothing could be compared.
   */
  readonly margin: number;
}

/** Some number of voices and what supports it. */
interface Candidate {
  /** The windows that are clearly of each voice. */
  readonly cores: readonly (readonly number[])[];
  readonly voices: readonly SpeakerEmbedding[];
  /** Log likelihood ratio to one drifting voice. */
  readonly evidence: number;
  /** How often the voice changes between windows that were compared. */
  readonly changes: number;
}

const MAX_SPEAKERS = 4;
/** More windows than this are thinned out before merging, which costs the square of their number, */
const MAX_MERGED = 500;
/** and more than this before the evidence, which costs its cube. */
const MAX_COMPARED = 180;
/** Windows overlap with the two before. */
const OVERLAPPING = 3;
const MAX_STARTS = 16;
const START_ROUNDS = 12;
const ROUNDS = 40;
/** Share of a window's own voice at a start. */
const START_SHARE = 0.9;
/** Windows of at least this share shape a voice's mean. */
const CORE_SHARE = 0.9;
/** A voice has at least this many windows, and this share of all. */
const LEAST_WINDOWS = 3;
const LEAST_SHARE = 0.03;
/**
 * What a change of voice and a unit of cosine distance add to the evidence, which is taken over the root of the number of
 * windows, and what is needed for two voices: between the largest of single speakers (readers, and channels of two
 * telephone calls) and the smallest of conversations (`docs/validity/speakers.md`). The need is the prior as well.
 */
const PER_CHANGE = 0.35;
const PER_DISTANCE = 50;
const ALIKE = 0.85;
const NEEDED = 15.3;
/** The same for a third and fourth voice beside two that are there. */
const NEEDED_FOR_MORE = 11;
/** A channel of its own nearly always holds one person: that much more is needed there. */
const NEEDED_MORE_ON_OWN_CHANNEL = 10;
/** What the mean of few windows adds to the likeness of two voices, over the root of their number; and doubtful windows. */
const FEW_WINDOWS = 0.5;
const DOUBTFUL = 0.3;
const DOUBTFUL_LEAD = 0.4;
/** A third and fourth voice bring at least this share of the evidence for two: what is left of two voices is no third. */
const SHARE_FOR_MORE = 0.25;

/**
 * Finds the voices; their number is found as well unless it is given.
 * @param isOwnChannel whether other people have channels of their own, so that one person is to be expected here.
 */
export function findVoicesIn(
  windows: readonly VoiceWindow[],
  expectedSpeakers?: number,
  isOwnChannel = false,
): FoundVoices {
  const more = isOwnChannel ? NEEDED_MORE_ON_OWN_CHANNEL : 0;
  const embeddings = windows.map(({ coordinates }) => meanEmbedding([coordinates]));
  if (windows.length === 0) return { voices: [], margin: Number.POSITIVE_INFINITY };
  const one = { voices: [meanEmbedding(embeddings)], margin: Number.POSITIVE_INFINITY };
  if (expectedSpeakers === 1) return one;
  const candidateOf = candidates(windows, embeddings);
  if (expectedSpeakers !== undefined) {
    for (let count = expectedSpeakers; count > 1; count--) {
      const known = candidateOf(count);
      if (known !== null) return { voices: known.voices, margin: Number.POSITIVE_INFINITY };
    }
    return one;
  }
  const two = candidateOf(2);
  if (two === null) return one;
  const compared = comparedOf(windows).length;
  const margin = support(two, null, embeddings, compared) - NEEDED - more;
  if (margin <= 0) return { ...one, margin };
  let chosen = two;
  for (let count = 3; count <= MAX_SPEAKERS; count++) {
    const next = candidateOf(count);
    if (next === null || next.evidence - chosen.evidence < SHARE_FOR_MORE * two.evidence) break;
    if (support(next, chosen, embeddings, compared) <= NEEDED_FOR_MORE + more) break;
    chosen = next;
  }
  return { voices: chosen.voices, margin };
}

/** What speaks for one voice more than before. */
function support(
  next: Candidate,
  before: Candidate | null,
  embeddings: readonly SpeakerEmbedding[],
  compared: number,
): number {
  const evidence = (next.evidence - (before?.evidence ?? 0)) / Math.sqrt(compared);
  const changes = Math.max(0, next.changes - (before?.changes ?? 0));
  return evidence + PER_CHANGE * changes + PER_DISTANCE * (ALIKE - likeness(next, embeddings));
}

/** The cosine of the two voices most alike, raised where one has few windows and where many windows lie between voices. */
function likeness({ voices, cores }: Candidate, embeddings: readonly SpeakerEmbedding[]): number {
  const pairs = voices.flatMap((first, a) =>
    voices.slice(0, a).map((second, b) => ({ first, second, a, b })),
  );
  const closest = Math.max(...pairs.map(({ first, second }) => similarity(first, second)));
  const doubtful = embeddings.filter((embedding) => {
    const [best = 0, next = 0] = voices.map((voice) => similarity(embedding, voice)).sort((a, b) => b - a);
    return best - next < DOUBTFUL_LEAD * (1 - closest);
  });
  const alike = pairs.map(({ first, second, a, b }) => {
    const least = Math.min(cores[a]!.length, cores[b]!.length);
    return similarity(first, second) + FEW_WINDOWS / Math.sqrt(least);
  });
  return Math.max(...alike) + (DOUBTFUL * doubtful.length) / embeddings.length;
}

/** Gives the best assignment for each number of voices, null where some voice would have next to nothing. */
function candidates(
  windows: readonly VoiceWindow[],
  embeddings: readonly SpeakerEmbedding[],
): (count: number) => Candidate | null {
  const centred = centredWindows(windows);
  const step = Math.max(1, windows.length / MAX_MERGED);
  const kept = Array.from({ length: Math.floor(windows.length / step) }, (_, n) => Math.floor(n * step));
  const partitions = lastPartitions(kept.map((n) => embeddings[n]!)).map(({ groups }) =>
    groups.map((group) => group.map((n) => kept[n]!)),
  );
  const compared = comparedOf(windows);
  const timed: TimedWindow[] = compared.map((n) => ({
    at: centred[n]!.at,
    seconds: (windows[n]!.startMs + windows[n]!.endMs) / 2000,
  }));
  const alone = logEvidence(timed, null);
  return (count) => {
    const assignment = bestAssignment(centred, partitions, count);
    if (assignment === null) return null;
    const labels = labelsOf(assignment, count);
    const cores = Array.from({ length: count }, (_, voice) => coreOf(assignment, voice, count));
    const least = Math.max(LEAST_WINDOWS, LEAST_SHARE * windows.length);
    if (cores.some((core) => core.length < least)) return null;
    const own = compared.map((n) => labels[n]!);
    return {
      cores,
      voices: cores.map((core) => meanEmbedding(core.map((n) => embeddings[n]!))),
      evidence: logEvidence(timed, own) - alone,
      changes: own.filter((label, n) => n > 0 && label !== own[n - 1]).length,
    };
  };
}

function centredWindows(windows: readonly VoiceWindow[]): CentredWindow[] {
  const mean = new Float64Array(EMBEDDING_WIDTH);
  for (const { coordinates } of windows)
    for (const [unit, value] of coordinates.entries()) mean[unit]! += value / windows.length;
  return windows.map(({ coordinates, startMs }, n) => ({
    at: mean.map((value, unit) => coordinates[unit]! - value),
    follows: n > 0 && startMs < windows[n - 1]!.endMs,
  }));
}

/** Windows that hardly overlap, thinned out where there are many. */
function comparedOf(windows: readonly VoiceWindow[]): number[] {
  const apart: number[] = [];
  let sinceStart = 0;
  for (const [n, { startMs }] of windows.entries()) {
    sinceStart = n > 0 && startMs < windows[n - 1]!.endMs ? sinceStart + 1 : 0;
    if (sinceStart % OVERLAPPING === 0) apart.push(n);
  }
  const step = Math.ceil(apart.length / MAX_COMPARED);
  return apart.filter((_, n) => n % step === 0);
}

/** From the largest groups of the steps of the merging to the assignment with the highest bound. */
function bestAssignment(
  windows: readonly CentredWindow[],
  partitions: readonly (readonly (readonly number[])[])[],
  count: number,
): VoiceAssignment | null {
  const starts = partitions
    .filter((groups) => (groups[count - 1]?.length ?? 0) >= LEAST_WINDOWS)
    .map((groups) => groups.slice(0, count))
    .toReversed();
  const different = starts.filter((groups, n) => n === 0 || !isSame(groups, starts[n - 1]!));
  const tried = different
    .slice(0, MAX_STARTS)
    .map((groups) => assignVoices(windows, count, startShares(windows, groups), START_ROUNDS));
  const best = tried.reduce<VoiceAssignment | null>(
    (top, one) => (top === null || one.bound > top.bound ? one : top),
    null,
  );
  return best === null ? null : assignVoices(windows, count, best.shares, ROUNDS);
}

function isSame(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean {
  return a.every((group, n) => group.length === b[n]?.length);
}

/** Most of each window for the voice whose mean is nearest. */
function startShares(
  windows: readonly CentredWindow[],
  groups: readonly (readonly number[])[],
): Float64Array {
  const means = groups.map((group) => {
    const mean = new Float64Array(EMBEDDING_WIDTH);
    for (const n of group)
      for (let unit = 0; unit < EMBEDDING_WIDTH; unit++) mean[unit]! += windows[n]!.at[unit]! / group.length;
    return mean;
  });
  const rest = (1 - START_SHARE) / groups.length;
  const shares = new Float64Array(windows.length * groups.length).fill(rest);
  for (const [n, { at }] of windows.entries()) {
    const distances = means.map((mean) =>
      mean.reduce((sum, value, unit) => sum + (value - at[unit]!) ** 2, 0),
    );
    shares[n * groups.length + distances.indexOf(Math.min(...distances))]! += START_SHARE;
  }
  return shares;
}

function labelsOf({ shares }: VoiceAssignment, voices: number): number[] {
  return Array.from({ length: shares.length / voices }, (_, n) => {
    const row = shares.subarray(n * voices, (n + 1) * voices);
    return row.indexOf(Math.max(...row));
  });
}

/** The windows that are clearly of a voice. */
function coreOf({ shares }: VoiceAssignment, voice: number, voices: number): number[] {
  return Array.from({ length: shares.length / voices }, (_, n) => n).filter(
    (n) => shares[n * voices + voice]! > CORE_SHARE,
  );
}
