/**
 * A recording is analysed as one track, or as several when each of its channels holds people of its own. Each track has its own
 * regions, turns and words; speakers are numbered over all of them.
 */
import type { Recording } from '../media/recording.ts';
import type { ReportShare } from '../progress.ts';
import { alignWords } from './alignment/align-words.ts';
import { type TrackRecording, withoutRepeatedWords } from './echo/repeated-words.ts';
import { mixedTrack, separateChannels } from './echo/separate-channels.ts';
import type { SpeechPool } from './pool/speech-pool.ts';
import { type EmbeddingOnTrack, orderOfTracks, tracksInOrder } from './same-people.ts';
import { withinParts } from './spans.ts';
import type { AlignedPiece, Span, Turn } from './timeline.ts';
import type { EncodedStretch } from './turns/embedding-windows.ts';
import { type EncodeStretch, encodeStretches } from './turns/encode-stretches.ts';
import {
  type FoundSpeakerTurns,
  findSpeakerTurns,
  type SpeakerTurnOptions,
} from './turns/find-speaker-turns.ts';
import { numbered, overlapsOf } from './turns/place-turns.ts';
import { WINDOW_MS } from './turns/segmentation/segmentation-models.ts';
import {
  type Segmentation,
  type SeparatedWindow,
  segmentedTurns,
  separateWindows,
} from './turns/segmentation/segmented-turns.ts';
import type { VoiceFollower } from './turns/speaker-models.ts';
import { tightenTurns } from './turns/tighten-turns.ts';
import { type FoundSpeech, findSpeech, type VoiceActivityModel } from './voice-activity.ts';
import {
  piecesOf,
  type RecognisedPiece,
  type RecogniseOptions,
  recognisePieces,
} from './words/recognise-turns.ts';

/** What is heard on its own, and where anybody speaks on it. */
export interface Track extends FoundSpeech {
  readonly recording: TrackRecording;
}

/** A track with what tells the voices on it apart: by the models that ship, or by those of the operator. */
export interface TrackWithVoices extends Track {
  readonly voices:
    | { readonly stretches: readonly EncodedStretch[] }
    | { readonly windows: readonly SeparatedWindow[]; readonly similarity: number };
}

/** A track with the turns of the people on it. */
export interface TrackWithTurns extends Track {
  /** With some silence around the words, so that none is cut when they are recognised. */
  readonly turns: readonly Turn[];
}

/** A track with the words on it. */
export interface TrackWithWords extends Omit<Track, 'clear'> {
  readonly pieces: readonly RecognisedPiece[];
}

/** What tells voices apart. */
export interface VoiceModels {
  readonly encodeStretch: EncodeStretch;
  /** Models of the operator that take the place of the shipped ones; null or absent: none do. */
  readonly segmentation?: Segmentation | null;
}

/** Who speaks when, on all tracks. */
export interface TurnsOnTracks {
  /** Near to the words, in order of time; turns of different speakers overlap where both talk. */
  readonly turns: readonly Turn[];
  /** Where at least two speakers talk. */
  readonly overlaps: readonly Span[];
  /** Whether the voices on some track could as well be one person more or less. */
  readonly isCountDoubtful: boolean;
  readonly tracks: readonly TrackWithTurns[];
}

/** The tracks of a recording on which anybody speaks; none when nobody does. */
export async function findTracks(recording: Recording, voiceActivity: VoiceActivityModel): Promise<Track[]> {
  const tracks: Track[] = [];
  for (const channel of apart(recording)) {
    const { regions, clear } = await findSpeech(channel, voiceActivity);
    const speech = { regions: withinParts(regions, channel.parts), clear: withinParts(clear, channel.parts) };
    if (regions.length > 0) tracks.push({ recording: channel, ...speech });
  }
  return tracks;
}

function apart(recording: Recording): TrackRecording[] {
  return recording.channels === undefined ? [mixedTrack(recording)] : separateChannels(recording);
}

/**
 * Listens to the voices on all tracks. Where people are on other tracks in one part of a recording than in the parts before, their tracks
 * are put in order and heard again: what was heard may reach from one part into the next.
 * @throws whatever the models throw, and the signal's reason when aborted.
 */
export async function hearVoices(
  tracks: readonly Track[],
  models: VoiceModels,
  report: ReportShare,
  signal?: AbortSignal,
): Promise<TrackWithVoices[]> {
  const heard = await hearTracks(tracks, models, report, signal);
  const order = orderOfTracks(heard.map(embeddingsOn), tracks[0]?.recording.parts);
  return order === null ? heard : hearTracks(tracksInOrder(tracks, order), models, report, signal);
}

function embeddingsOn({ voices }: TrackWithVoices): EmbeddingOnTrack[] {
  if ('stretches' in voices) return voices.stretches.flatMap(({ windows }) => windows);
  return voices.windows.flatMap(({ startMs, speakers }) =>
    speakers.map(({ embedding }) => ({ startMs, endMs: startMs + WINDOW_MS, embedding })),
  );
}

async function hearTracks(
  tracks: readonly Track[],
  { encodeStretch, segmentation }: VoiceModels,
  report: ReportShare,
  signal?: AbortSignal,
): Promise<TrackWithVoices[]> {
  const shares = sharedReport(tracks.length, report);
  return Promise.all(
    tracks.map(async (track, n) => {
      const { recording, regions } = track;
      const listeners = { onProgress: shares[n], signal };
      if (!segmentation) {
        const stretches = await encodeStretches(recording, regions, encodeStretch, listeners);
        return { ...track, voices: { stretches } };
      }
      const { separate, similarity } = segmentation;
      const windows = await separateWindows(recording, regions, separate, listeners);
      return { ...track, voices: { windows, similarity } };
    }),
  );
}

/**
 * Finds who speaks when on all tracks. Two people on two tracks are one on each.
 * @throws the signal's reason when aborted.
 */
export async function findTurns(
  tracks: readonly TrackWithVoices[],
  speakers: VoiceFollower,
  options: SpeakerTurnOptions = {},
): Promise<TurnsOnTracks> {
  const { expectedSpeakers } = options;
  const onEach = tracks.length === 1 ? expectedSpeakers : expectedSpeakers === tracks.length ? 1 : undefined;
  const found = await Promise.all(
    tracks.map((track) =>
      turnsOnTrack(track, speakers, {
        ...options,
        expectedSpeakers: onEach,
        knownVoicesOnly: tracks.length > 1,
      }),
    ),
  );
  const all = found
    .flatMap(({ turns }, track) =>
      withinParts(turns, tracks[track]?.recording.parts).map((turn) => ({
        ...turn,
        track,
        speaker: turn.speaker * tracks.length + track,
      })),
    )
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const wide = numbered(all);
  const withTurns = tracks.map((track, n) => ({
    ...track,
    turns: wide.filter((_, at) => all[at]?.track === n),
  }));
  const turns = withTurns
    .flatMap((track) => tightenTurns(track.turns, track.clear))
    .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const isCountDoubtful = found.some((onTrack) => onTrack.isCountDoubtful);
  return { turns, overlaps: overlapsOf(turns), isCountDoubtful, tracks: withTurns };
}

async function turnsOnTrack(
  { recording, voices }: TrackWithVoices,
  speakers: VoiceFollower,
  options: SpeakerTurnOptions,
): Promise<Pick<FoundSpeakerTurns, 'turns' | 'isCountDoubtful'>> {
  if ('stretches' in voices) return findSpeakerTurns(voices.stretches, speakers, options);
  const { windows, similarity } = voices;
  const turns = segmentedTurns(windows, recording.durationMs, similarity, options.expectedSpeakers);
  return { turns, isCountDoubtful: false };
}

/**
 * Recognises the words of the turns of all tracks; throws as `recogniseWords`.
 * @param options the transcriber writes the words in the place of the recogniser, which still listens to the sounds; null: none does.
 */
export async function recogniseTracks(
  tracks: readonly TrackWithTurns[],
  pool: SpeechPool,
  options: RecogniseOptions = {},
): Promise<TrackWithWords[]> {
  const pieces = tracks.flatMap((onTrack, track) => piecesOf(onTrack).map((piece) => ({ track, piece })));
  const recognised = await recognisePieces(
    pieces.map(({ piece }) => piece),
    pool,
    options,
  );
  return tracks.map(({ recording, regions }, track) => ({
    recording,
    regions,
    pieces: recognised.filter((_, at) => pieces[at]?.track === track),
  }));
}

/** Gives the words of all tracks their times, without those that are echoes; pieces in order of time. Throws as `alignWords`. */
export async function alignTracks(
  tracks: readonly TrackWithWords[],
  report: ReportShare,
  signal?: AbortSignal,
): Promise<AlignedPiece[]> {
  const shares = sharedReport(tracks.length, report);
  const aligned = await Promise.all(
    tracks.map(async ({ recording, pieces }, n) => {
      const own = await alignWords(pieces, { onProgress: shares[n], signal });
      return own.map((piece) => ({ recording, piece }));
    }),
  );
  return withoutRepeatedWords(aligned.flat()).sort((a, b) => a.startMs - b.startMs);
}

/** For each of several workers a report of its own share; together they make the whole. */
function sharedReport(workers: number, report: ReportShare): ReportShare[] {
  const shares = new Float64Array(workers);
  return Array.from({ length: workers }, (_, own) => (done: number, total: number) => {
    shares[own] = total > 0 ? done / total : 1;
    report(
      shares.reduce((a, b) => a + b, 0),
      workers,
    );
  });
}
