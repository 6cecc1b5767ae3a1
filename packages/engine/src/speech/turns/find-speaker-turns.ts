/**
 * Who speaks when (diarization): the recording is listened to by the first block of the speech encoder; voiceprints of
 * short windows are clustered, which gives the number of voices; then a network that knows these voiceprints says frame
 * by frame who speaks (target-speaker voice activity, Medennikov et al. 2020), which places short turns and overlaps.
 */
import type { Recording } from '../../media/recording.ts';
import { sampleAt } from '../../media/recording.ts';
import type { EncoderStates } from '../encoder.ts';
import type { Span, Turn } from '../timeline.ts';
import { chooseSpeakers } from './choose-speakers.ts';
import { type ClusteringOptions, clusterVoices } from './clustering.ts';
import { numbered, overlapsOf, placeTurns, type StretchSpeakers, type TurnOptions } from './place-turns.ts';
import { type Listened, printWindows } from './print-windows.ts';
import { HEARD_BLOCKS, type SpeakerModels } from './speaker-models.ts';
import { stretchesToHear } from './stretches.ts';
import type { Voiceprint } from './voiceprint.ts';

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
  readonly expectedSpeakers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Who speaks when. */
export interface SpeakerTurns {
  /** In order of time; turns of different speakers overlap where both talk. */
  readonly turns: readonly Turn[];
  readonly speakerCount: number;
  /** Where at least two speakers talk. */
  readonly overlaps: readonly Span[];
}

/**
 * Set on 24 simulated interviews of speakers that the models did not learn from; nine half minutes of AMI meetings served as
 * a check (see the card `speaker-turns.md` of the weights).
 */
const CLUSTERING_DEFAULTS: ClusteringOptions = {
  maxSpeakers: 4,
  mostAlike: [0.89, 0.66, 0.76],
  minWindows: 4,
};

/** Set together with `CLUSTERING_DEFAULTS`. */
const TURN_DEFAULTS: TurnOptions = { minSilenceMs: 250, minTurnMs: 150 };

/** Stretches that are encoded at the same time; more would only wait, and hold memory. */
const AT_ONCE = 8;

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
  const followed = await followVoices(stretches, voices, models.speakers);
  const turns = numbered(placeTurns(followed, Math.max(1, voices.length), TURN_DEFAULTS));
  return {
    turns,
    speakerCount: new Set(turns.map((turn) => turn.speaker)).size,
    overlaps: overlapsOf(turns),
  };
}

/** Listens to every stretch that holds speech, several at a time: the encoder may run in several processes. */
async function listen(
  recording: Recording,
  regions: readonly Span[],
  models: SpeakerTurnModels,
  signal: AbortSignal | undefined,
): Promise<Listened[]> {
  const stretches = stretchesToHear(regions, recording.durationMs);
  const listened: Listened[] = [];
  const waiting = stretches.entries();
  const takeTurns = async () => {
    for (const [n, stretch] of waiting) {
      signal?.throwIfAborted();
      listened[n] = await listenTo(stretch, recording, regions, models, signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  return listened;
}

async function listenTo(
  stretch: Span,
  recording: Recording,
  regions: readonly Span[],
  models: SpeakerTurnModels,
  signal: AbortSignal | undefined,
): Promise<Listened> {
  const samples = recording.samples.slice(sampleAt(stretch.startMs), sampleAt(stretch.endMs));
  const { blocks, frames } = await models.encode(samples, HEARD_BLOCKS, signal);
  const states = blocks[0] ?? new Float32Array(0);
  const windows = printWindows({ ...stretch, states, frames }, regions, models.speakers);
  return { ...stretch, windows, ...(await models.speakers.listen(blocks)) };
}

/** Follows each voice through the recording. Where there is one voice, or too little to tell, all speech is its own. */
async function followVoices(
  stretches: readonly Listened[],
  voices: readonly Voiceprint[],
  speakers: SpeakerModels,
): Promise<StretchSpeakers[]> {
  const followed: StretchSpeakers[] = [];
  for (const stretch of stretches) {
    const { startMs, endMs, frames, crowd } = stretch;
    const activity =
      voices.length > 1 ? await speakers.activity(stretch, voices) : new Float32Array(frames).fill(1);
    const speaking = chooseSpeakers({ frames, activity, crowd }, Math.max(1, voices.length));
    followed.push({ startMs, endMs, frames, speaking });
  }
  return followed;
}
