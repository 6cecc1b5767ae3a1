/**
 * Who speaks when by an operator's segmentation and speaker embedding models: the speakers of overlapping windows are separated,
 * their voices are clustered over the recording, and in each frame the windows vote on who speaks (Bredin 2023).
 */
import pLimit from 'p-limit';
import type { Recording } from '../../../media/recording.ts';
import { sampleAt } from '../../../media/recording.ts';
import { FRAME_MS } from '../../encoder.ts';
import type { Span, Turn } from '../../timeline.ts';
import { frameTimeMs } from '../embedding-windows.ts';
import type { EncodeListeners } from '../encode-stretches.ts';
import { lastPartitions } from '../merging.ts';
import { placeTurns, type StretchSpeakers, type TurnOptions } from '../place-turns.ts';
import { meanEmbedding, type SpeakerEmbedding, similarity } from '../speaker-embedding.ts';
import { type LocalSpeaker, type SeparateSpeakers, WINDOW_MS } from './segmentation-models.ts';

/** The operator's models at work. */
export interface Segmentation {
  readonly separate: SeparateSpeakers;
  /** Voices are taken for one person from this mean cosine on. */
  readonly similarity: number;
}

/** Four windows see each moment. */
const HOP_MS = WINDOW_MS / 4;
/** Windows that are separated at the same time; more would only wait, and hold memory. */
const AT_ONCE = 8;
/** As many people as a caller can expect. */
const MAX_SPEAKERS = 6;
/** More voices than this are thinned out before merging, which costs the square of their number. */
const MAX_MERGED = 1000;
/** A person is heard in at least this many windows, and this share of all. */
const LEAST_WINDOWS = 3;
const LEAST_SHARE = 0.03;
/** Pauses inside and lengths of turns as for the models that ship. */
const TURNS: TurnOptions = { minSilenceMs: 100, minTurnMs: 150 };

/** A window with those who speak in it. */
export interface SeparatedWindow {
  readonly startMs: number;
  readonly speakers: readonly LocalSpeaker[];
}

/**
 * Separates the speakers of each window that holds speech, several at a time.
 * @throws whatever `separate` throws, and the signal's reason when aborted.
 */
export async function separateWindows(
  { samples, durationMs }: Recording,
  regions: readonly Span[],
  separate: SeparateSpeakers,
  { onProgress, signal }: EncodeListeners = {},
): Promise<SeparatedWindow[]> {
  const limit = pLimit(AT_ONCE);
  const starts = windowStarts(regions, durationMs);
  let done = 0;
  return Promise.all(
    starts.map((startMs) =>
      limit(async () => {
        signal?.throwIfAborted();
        const own = samples.subarray(sampleAt(startMs), sampleAt(startMs + WINDOW_MS));
        const speakers = await separate(own, signal);
        onProgress?.(++done, starts.length);
        return { startMs, speakers };
      }),
    ),
  );
}

/**
 * Finds who speaks when in a recording whose windows were separated.
 * @param alike the mean cosine from which on voices are taken for one person.
 * @param expectedSpeakers the number of speakers where it is known.
 * @returns turns in order of time; the speakers carry any numbers from 0.
 */
export function segmentedTurns(
  windows: readonly SeparatedWindow[],
  durationMs: number,
  alike: number,
  expectedSpeakers?: number,
): Turn[] {
  const people = peopleIn(
    windows.flatMap(({ speakers }) => speakers.map(({ embedding }) => embedding)),
    alike,
    expectedSpeakers,
  );
  if (people.length === 0) return [];
  return placeTurns([votedSpeakers(windows, people, durationMs)], people.length, TURNS);
}

function windowStarts(regions: readonly Span[], durationMs: number): number[] {
  const count = Math.max(1, Math.ceil((durationMs - WINDOW_MS) / HOP_MS) + 1);
  return Array.from({ length: count }, (_, n) => n * HOP_MS).filter((startMs) =>
    regions.some((region) => region.startMs < startMs + WINDOW_MS && region.endMs > startMs),
  );
}

/** The mean voice of each person: as many as are expected, or as lie apart. */
function peopleIn(
  voices: readonly SpeakerEmbedding[],
  alike: number,
  expectedSpeakers: number | undefined,
): SpeakerEmbedding[] {
  const step = Math.max(1, voices.length / MAX_MERGED);
  const kept = Array.from(
    { length: Math.floor(voices.length / step) },
    (_, n) => voices[Math.floor(n * step)]!,
  );
  if (kept.length < 2 || expectedSpeakers === 1) return kept.length === 0 ? [] : [meanEmbedding(kept)];
  const least = Math.max(LEAST_WINDOWS, LEAST_SHARE * kept.length);
  const groups =
    expectedSpeakers === undefined
      ? groupsApart(kept, alike).filter((group, n) => n === 0 || group.length >= least)
      : largestGroups(kept, expectedSpeakers);
  return groups.slice(0, MAX_SPEAKERS).map((group) => meanEmbedding(group.map((n) => kept[n]!)));
}

/** The groups of which no two are as alike as one person's. */
function groupsApart(voices: readonly SpeakerEmbedding[], alike: number): readonly (readonly number[])[] {
  const partitions = lastPartitions(voices);
  const all = voices.map((_, n) => n);
  const first = partitions.findLastIndex(({ nextLikeness }) => nextLikeness >= alike) + 1;
  return partitions[first]?.groups ?? [all];
}

/** The step of the merging at which the last of the expected groups is largest. */
function largestGroups(voices: readonly SpeakerEmbedding[], count: number): readonly (readonly number[])[] {
  const sizeOf = (groups: readonly (readonly number[])[]) => groups[count - 1]?.length ?? 0;
  const best = lastPartitions(voices).reduce<readonly (readonly number[])[]>(
    (top, { groups }) => (sizeOf(groups) >= sizeOf(top) ? groups : top),
    [],
  );
  return best.slice(0, count);
}

/** In each frame as many people as the windows count on average, those with most votes. */
function votedSpeakers(
  windows: readonly SeparatedWindow[],
  people: readonly SpeakerEmbedding[],
  durationMs: number,
): StretchSpeakers {
  const stretch = { startMs: 0, endMs: durationMs, frames: Math.ceil(durationMs / FRAME_MS) };
  const votes = new Float32Array(people.length * stretch.frames);
  const seen = new Float32Array(stretch.frames);
  for (const { startMs, speakers } of windows) {
    const persons = personsOf(speakers, people);
    const first = Math.max(0, Math.ceil((startMs - frameTimeMs(stretch, 0)) / FRAME_MS));
    for (let frame = first; frame < stretch.frames; frame++) {
      const place = (frameTimeMs(stretch, frame) - startMs) / WINDOW_MS;
      if (place >= 1) break;
      seen[frame]! += 1;
      for (const [n, { speaking }] of speakers.entries())
        votes[persons[n]! * stretch.frames + frame]! += speaking[Math.floor(place * speaking.length)]!;
    }
  }
  const speaking = new Uint8Array(votes.length);
  const numbers = people.map((_, person) => person);
  for (let frame = 0; frame < stretch.frames; frame++) {
    const votesFor = numbers.map((person) => votes[person * stretch.frames + frame]!);
    const count = Math.round(votesFor.reduce((a, b) => a + b, 0) / Math.max(1, seen[frame]!));
    const ranked = numbers.toSorted((a, b) => votesFor[b]! - votesFor[a]!).slice(0, count);
    for (const person of ranked) speaking[person * stretch.frames + frame] = 1;
  }
  return { ...stretch, speaking };
}

/** The person whom each speaker of a window is: different ones as far as there are so many, the clearest first. */
function personsOf(
  speakers: readonly LocalSpeaker[],
  people: readonly SpeakerEmbedding[],
): readonly number[] {
  const pairs = speakers
    .flatMap(({ embedding }, speaker) =>
      people.map((voice, person) => ({ speaker, person, likeness: similarity(embedding, voice) })),
    )
    .sort((a, b) => b.likeness - a.likeness);
  const persons = new Map<number, number>();
  const taken = new Set<number>();
  for (const { speaker, person } of pairs) {
    if (persons.has(speaker) || (taken.has(person) && taken.size < people.length)) continue;
    persons.set(speaker, person);
    taken.add(person);
  }
  return speakers.map((_, speaker) => persons.get(speaker) ?? 0);
}
