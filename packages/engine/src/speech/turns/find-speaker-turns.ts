/**
 * Who speaks when (diarization): the recording is listened to by the first block of the speech encoder; voiceprints of
 * short windows are clustered, which gives the number of voices; then a network that knows these voiceprints says frame
 * by frame who speaks (target-speaker voice activity, Medennikov et al. 2020), which places short turns and overlaps.
 */
import type { Recording } from '../../media/recording.ts';
import { sampleAt } from '../../media/recording.ts';
import type { EncoderStates } from '../encoder.ts';
import type { Span, Turn } from '../timeline.ts';
import { type ClusteringOptions, clusterVoices } from './clustering.ts';
import { numbered, overlapsOf, placeTurns, type StretchActivity, type TurnOptions } from './place-turns.ts';
import type { SpeakerModels, Voiceprint } from './speaker-models.ts';
import { stretchesToHear } from './stretches.ts';
import { type Listened, printWindows } from './voiceprints.ts';

/** Encodes 0.1 to 30 s of 16 kHz mono audio and gives the states after the named blocks, in their order. */
export type EncodeSpeech = (
  samples: Float32Array,
  blocks: readonly number[],
  signal?: AbortSignal,
) => Promise<EncoderStates>;

/** What is needed to tell speakers apart. */
export interface SpeakerTurnModels {
  readonly encode: EncodeSpeech;
  readonly speakers: SpeakerModels;
}

/** What the caller knows or wants. */
export interface SpeakerTurnOptions {
  /** The number of speakers, 1 to 6, when it is known; found otherwise, 1 to 4. */
  readonly expectedSpeakers?: number;
  readonly signal?: AbortSignal;
}

/** Who speaks when. */
export interface SpeakerTurns {
  /** In order of time; turns of different speakers overlap where both talk. */
  readonly turns: readonly Turn[];
  readonly speakerCount: number;
  /** Where at least two speakers talk. */
  readonly overlaps: readonly Span[];
}

/** Set on simulated interviews of speakers that the networks did not learn from, see the card of the weights. */
export const CLUSTERING_DEFAULTS: ClusteringOptions = {
  threshold: 0.3,
  maxSpeakers: 4,
  minShare: 0.03,
  minWindows: 3,
};

/** Set together with `CLUSTERING_DEFAULTS`. */
export const TURN_DEFAULTS: TurnOptions = {
  overlapThreshold: 0.5,
  offset: 0.4,
  minSilenceMs: 300,
  minTurnMs: 150,
};

/**
 * Finds who speaks when. Voiceprints live only while this function runs.
 * @throws whatever `encode` throws, and the signal's reason when aborted.
 */
export async function findSpeakerTurns(
  recording: Recording,
  regions: readonly Span[],
  models: SpeakerTurnModels,
  options: SpeakerTurnOptions = {},
): Promise<SpeakerTurns> {
  const stretches = await listen(recording, regions, models, options.signal);
  const known = options.expectedSpeakers === undefined ? {} : { expectedSpeakers: options.expectedSpeakers };
  const voices = clusterVoices(
    stretches.flatMap(({ windows }) => windows.map((window) => window.print)),
    { ...CLUSTERING_DEFAULTS, ...known },
  );
  const activities = await followVoices(stretches, voices, models.speakers);
  const turns = numbered(placeTurns(activities, regions, Math.max(1, voices.length), TURN_DEFAULTS));
  return {
    turns,
    speakerCount: new Set(turns.map((turn) => turn.speaker)).size,
    overlaps: overlapsOf(turns),
  };
}

/** Listens to every stretch that holds speech; the encoder may work on several at a time. */
async function listen(
  recording: Recording,
  regions: readonly Span[],
  models: SpeakerTurnModels,
  signal: AbortSignal | undefined,
): Promise<Listened[]> {
  const FIRST_BLOCK = 1;
  return Promise.all(
    stretchesToHear(regions, recording.durationMs).map(async (stretch) => {
      const samples = recording.samples.slice(sampleAt(stretch.startMs), sampleAt(stretch.endMs));
      const { blocks, frames } = await models.encode(samples, [FIRST_BLOCK], signal);
      const states = blocks[0] ?? new Float32Array(0);
      const windows = printWindows({ ...stretch, states, frames }, regions, models.speakers);
      return { ...stretch, windows, ...(await models.speakers.listen(states)) };
    }),
  );
}

/** Follows each voice through the recording. A recording of one voice, or too short to tell, has one speaker. */
async function followVoices(
  stretches: readonly Listened[],
  voices: readonly Voiceprint[],
  speakers: SpeakerModels,
): Promise<StretchActivity[]> {
  if (voices.length <= 1)
    return stretches.map(({ startMs, endMs, frames }) => ({
      startMs,
      endMs,
      frames,
      activity: new Float32Array(frames).fill(1),
    }));
  const activities: StretchActivity[] = [];
  for (const stretch of stretches) {
    const activity = await speakers.activity(stretch, voices);
    activities.push({ startMs: stretch.startMs, endMs: stretch.endMs, frames: stretch.frames, activity });
  }
  return activities;
}
