import { fileURLToPath } from 'node:url';
import { loadSession } from '../../models/inference-session.ts';
import { type InferenceSession, Tensor } from '../../models/onnx-runtime.ts';
import { readSpeakerWeights } from '../../models/speaker-weights.ts';
import { STATE_WIDTH } from '../encoder.ts';
import type { SpeakerEmbedding } from './speaker-embedding.ts';

/** The blocks of the speech encoder whose states are read: the first carries the voice, the fourth knows speech from noise. */
export const ENCODER_BLOCKS: readonly number[] = [1, 4];

/** What is kept of a frame: 64 numbers that the activity network hears, and speaker embeddings of the 0.7 and 1.8 s around it. */
const FEATURE_WIDTH = 192;
/** Numbers in a speaker embedding. */
const EMBEDDING_WIDTH = 64;

/** None, one, two, or more people speak. */
export const SPEAKER_COUNT_CLASSES = 4;

/** What the networks heard in the frames of a stretch of the recording. */
export interface FrameFeatures {
  readonly frames: number;
  /** For the activity network: `frames x 192`. */
  readonly features: Float32Array;
  /** The probabilities that 0, 1, 2, 3 or more people speak: `4 x frames`. */
  readonly speakerCounts: Float32Array;
}

/**
 * The project's own models that tell voices apart, learned by `training/speakers`. States are those after blocks of the
 * speech encoder, `frames x 416` each.
 */
export interface SpeakerModels {
  /**
   * The speaker embedding of some frames, from `first` to before `end`, by the states after the first block: 64 coordinates in
   * which one voice varies by about 1, as linear discriminant analysis leaves them.
   */
  embed(states: Float32Array, first: number, end: number): Float32Array;
  /** What to keep of a stretch, to follow voices through it later; states are those after `ENCODER_BLOCKS`. */
  frameFeatures(states: readonly Float32Array[]): Promise<FrameFeatures>;
  /** The probability of each voice to speak in each frame: `voices x frames`. */
  activity(features: FrameFeatures, voices: readonly SpeakerEmbedding[]): Promise<Float32Array>;
}

/** What follows voices through stretches that were encoded. */
export type VoiceFollower = Pick<SpeakerModels, 'activity'>;

const SHIPPED = new URL('../../../weights/', import.meta.url);

/**
 * Loads the networks to run on one thread.
 * @param folder other weights than those that ship, such as `training/speakers` leaves for judging.
 * @throws Error when a file is missing or is not the one that its checksum names.
 */
export async function loadSpeakerModels(folder: URL = SHIPPED): Promise<SpeakerModels> {
  const weights = readSpeakerWeights(fileURLToPath(folder));
  // Each where it is first needed: frames are heard in the speech processes, voices followed in the main one.
  let frameNetwork: Promise<InferenceSession> | undefined;
  let activityNetwork: Promise<InferenceSession> | undefined;
  const projection = new Float32Array(weights.embedding.slice().buffer);
  return {
    embed: (states, first, end) => project(projection, meanAndDeviation(states, first, end)),
    async frameFeatures(states) {
      const frames = (states[0]?.length ?? 0) / STATE_WIDTH;
      // These names are stored in the weights: `heard` are features, `crowd` speaker counts, `prints` speaker embeddings.
      frameNetwork ??= loadSession(weights.frames);
      const { heard: rows, crowd: counts } = await (await frameNetwork).run({
        states: new Tensor('float32', sideBySide(states, frames), [1, frames, states.length * STATE_WIDTH]),
      });
      return { frames, features: floats(rows), speakerCounts: floats(counts) };
    },
    async activity({ frames, features }, voices) {
      const embeddings = new Float32Array(voices.length * EMBEDDING_WIDTH);
      for (const [voice, embedding] of voices.entries()) embeddings.set(embedding, voice * EMBEDDING_WIDTH);
      activityNetwork ??= loadSession(weights.activity);
      const { activity } = await (await activityNetwork).run({
        heard: new Tensor('float32', features, [1, frames, FEATURE_WIDTH]),
        prints: new Tensor('float32', embeddings, [1, voices.length, EMBEDDING_WIDTH]),
      });
      return floats(activity);
    },
  };
}

/** The states of several blocks, frame by frame. */
function sideBySide(blocks: readonly Float32Array[], frames: number): Float32Array {
  const width = blocks.length * STATE_WIDTH;
  const rows = new Float32Array(frames * width);
  for (const [at, block] of blocks.entries())
    for (let frame = 0; frame < frames; frame++) {
      const row = block.subarray(frame * STATE_WIDTH, (frame + 1) * STATE_WIDTH);
      rows.set(row, frame * width + at * STATE_WIDTH);
    }
  return rows;
}

function floats(tensor: Tensor | undefined): Float32Array {
  return tensor?.data as Float32Array;
}

/** First the means of all units, then their deviations. */
function meanAndDeviation(states: Float32Array, first: number, end: number): Float64Array {
  const statistics = new Float64Array(2 * STATE_WIDTH);
  const count = Math.max(1, end - first);
  for (let frame = first; frame < end; frame++) {
    for (let unit = 0; unit < STATE_WIDTH; unit++) {
      const value = states[frame * STATE_WIDTH + unit]!;
      statistics[unit]! += value / count;
      statistics[STATE_WIDTH + unit]! += (value * value) / count;
    }
  }
  for (let unit = 0; unit < STATE_WIDTH; unit++) {
    const variance = statistics[STATE_WIDTH + unit]! - statistics[unit]! ** 2;
    statistics[STATE_WIDTH + unit] = Math.sqrt(Math.max(0, variance));
  }
  return statistics;
}

/** `projection`: 64 rows of 832 weights and a bias. */
function project(projection: Float32Array, statistics: Float64Array): Float32Array {
  const embedding = new Float32Array(EMBEDDING_WIDTH);
  const row = statistics.length + 1;
  for (let unit = 0; unit < EMBEDDING_WIDTH; unit++) {
    let sum = projection[unit * row + statistics.length]!;
    for (let at = 0; at < statistics.length; at++) sum += projection[unit * row + at]! * statistics[at]!;
    embedding[unit] = sum;
  }
  return embedding;
}
