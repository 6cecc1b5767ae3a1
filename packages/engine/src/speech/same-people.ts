/**
 * People who are on other channels in one part of a recording than in the parts before, as where another person hosts the second call:
 * tracks are put in an order in which each goes on with its people.
 */
import { sampleAt, samplesBetween } from '../media/recording.ts';
import type { Repeat, TrackRecording } from './echo/repeated-words.ts';
import { clip } from './spans.ts';
import type { Span } from './timeline.ts';
import { meanEmbedding, type SpeakerEmbedding, similarity } from './turns/speaker-embedding.ts';
import type { FoundSpeech } from './voice-activity.ts';

/** A voice that is heard on a track for a while. */
export interface EmbeddingOnTrack extends Span {
  readonly embedding: SpeakerEmbedding;
}

/** For each part, in the order of the tracks of the whole, the tracks that hold their people there. */
export type OrderOfParts = readonly (readonly number[])[];

/** A track with the speech on it. */
interface SpeechOnTrack extends FoundSpeech {
  readonly recording: TrackRecording;
}

/**
 * Two tracks are swapped when their voices are that much more alike afterwards, as a sum of cosines. Between pieces of one call, 10 s each,
 * the wrong order leads by 0.08 at most, the right one by 0.55 and more in the median (`docs/validity/speakers.md`).
 */
const CLEARLY_MORE_ALIKE = 0.15;

/**
 * The tracks on which the people of each track go on in each part, by their voices.
 * @param embeddings what is heard on each track.
 * @returns null where they stay where they are.
 */
export function orderOfTracks(
  embeddings: readonly (readonly EmbeddingOnTrack[])[],
  parts: readonly Span[] | undefined,
): OrderOfParts | null {
  if (parts === undefined || embeddings.length < 2) return null;
  const known: SpeakerEmbedding[][] = embeddings.map(() => []);
  const order = parts.map((part) => {
    const own = embeddings.map((onTrack) =>
      onTrack
        .filter(({ startMs, endMs }) => startMs >= part.startMs && endMs <= part.endMs)
        .map(({ embedding }) => embedding),
    );
    const tracks = mostAlike(known.map(voiceOf), own.map(voiceOf));
    for (const [n, track] of tracks.entries()) known[n]!.push(...own[track]!);
    return tracks;
  });
  return order.every((tracks) => tracks.every((track, n) => track === n)) ? null : order;
}

function voiceOf(embeddings: readonly SpeakerEmbedding[]): SpeakerEmbedding | null {
  return embeddings.length === 0 ? null : meanEmbedding(embeddings);
}

/** The tracks of a part in the order of the known voices: as they are, but for swaps that clearly bring voices together. */
function mostAlike(
  known: readonly (SpeakerEmbedding | null)[],
  own: readonly (SpeakerEmbedding | null)[],
): number[] {
  const order = own.map((_, n) => n);
  const alike = (n: number, track: number) => {
    const [before, now] = [known[n], own[track]];
    return before && now ? similarity(before, now) : 0;
  };
  for (;;) {
    const swaps = order.flatMap((first, a) =>
      order.slice(0, a).map((second, b) => ({
        a,
        b,
        gain: alike(a, second) + alike(b, first) - alike(a, first) - alike(b, second),
      })),
    );
    const best = swaps.reduce((top, swap) => (swap.gain > top.gain ? swap : top));
    if (best.gain < CLEARLY_MORE_ALIKE) return order;
    [order[best.a], order[best.b]] = [order[best.b]!, order[best.a]!];
  }
}

/** Tracks of a recording in parts, each made of those that hold its people in each part. */
export function tracksInOrder<Track extends SpeechOnTrack>(
  tracks: readonly Track[],
  order: OrderOfParts,
): SpeechOnTrack[] {
  const parts = tracks[0]?.recording.parts ?? [];
  const samples = tracks.map((_, n) =>
    joined(
      parts,
      order.map((own) => tracks[own[n]!]!.recording.samples),
    ),
  );
  return tracks.map((_, n) => {
    const sources = order.map((own) => tracks[own[n]!]!);
    const spansOf = (spans: (track: Track) => readonly Span[]) =>
      parts.flatMap((part, at) => clip(spans(sources[at]!), part));
    return {
      regions: spansOf(({ regions }) => regions),
      clear: spansOf(({ clear }) => clear),
      recording: {
        durationMs: tracks[n]!.recording.durationMs,
        samples: samples[n]!,
        parts,
        repeats: repeatsIn(tracks, sources, order, samples, parts),
      },
    };
  });
}

/** What a track repeats of others, part by part: of those that hold the same people as its sources. */
function repeatsIn(
  tracks: readonly SpeechOnTrack[],
  sources: readonly SpeechOnTrack[],
  order: OrderOfParts,
  samples: readonly Float32Array[],
  parts: readonly Span[],
): Repeat[] {
  return sources.flatMap(({ recording: { repeats = [] } }, at) =>
    repeats.flatMap(({ source, delayMs, echo }) => {
      const from = tracks.findIndex(({ recording }) => recording.samples === source);
      // A channel on which nobody speaks is no track, and none of its words can come back.
      if (from < 0) return [];
      const echoes = parts.map((_, part) => (part === at ? echo : new Float32Array(0)));
      return [
        { source: samples[order[at]!.indexOf(from)]!, delayMs, echo: joined(parts, echoes, echo.length) },
      ];
    }),
  );
}

/** Takes each part from its own samples, all of one length; there is silence between them. */
function joined(
  parts: readonly Span[],
  samples: readonly Float32Array[],
  length = samples[0]?.length ?? 0,
): Float32Array {
  const whole = new Float32Array(length);
  for (const [at, part] of parts.entries())
    whole.set(samplesBetween({ samples: samples[at]! }, part), sampleAt(part.startMs));
  return whole;
}
