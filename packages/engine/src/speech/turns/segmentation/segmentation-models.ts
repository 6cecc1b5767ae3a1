/**
 * Models of the operator that separate the speakers of a short window and place their voices: a segmentation model with the
 * interface of pyannote's (Bredin 2023), and a speaker embedding model with that of WeSpeaker's (Wang et al. 2023).
 */
import { basename } from 'node:path';
import { SAMPLE_RATE } from '../../../media/recording.ts';
import { loadSession } from '../../../models/inference-session.ts';
import { type InferenceSession, Tensor } from '../../../models/onnx-runtime.ts';
import { FILTERBANK_HOP_MS, filterbank, MEL_BANDS } from './filterbank.ts';

/** Where the two models lie. */
export interface SegmentationFiles {
  /** 10 s of samples in, `1 x 1 x 160000`; scores of the 7 sets of speakers out, `1 x frames x 7`. */
  readonly segmentation: string;
  /** Filterbank energies in, `1 x frames x 80`; a vector out. */
  readonly embedding: string;
}

/** One of up to three people who speak in a window. */
export interface LocalSpeaker {
  /** Whether they speak in each frame, 1 or 0; frames divide the window evenly. */
  readonly speaking: Uint8Array;
  /** Their voice, of length 1. */
  readonly embedding: Float32Array;
}

/** Finds who speaks in a window; people in two windows are not the same because they have the same place. */
export type SeparateSpeakers = (
  samples: Float32Array,
  signal?: AbortSignal,
) => Promise<readonly LocalSpeaker[]>;

/** What segmentation models learned on. */
export const WINDOW_MS = 10_000;
const WINDOW_SAMPLES = (WINDOW_MS * SAMPLE_RATE) / 1000;

/** The sets of speakers in the order of their scores (powerset encoding, Plaquet and Bredin 2023): nobody, one of three, two of three. */
const SETS: readonly (readonly number[])[] = [[], [0], [1], [2], [0, 1], [0, 2], [1, 2]];
const LOCAL_SPEAKERS = 3;
/** Less speech of a person places no voice, ms; and so much alone is better than more with others. */
const LEAST_SPEECH_MS = 300;

/**
 * Loads both models to run on one thread.
 * @throws Error when a file cannot be read or has another interface.
 */
export async function loadSegmentationModels(files: SegmentationFiles): Promise<SeparateSpeakers> {
  const segmentation = await load(files.segmentation);
  const embedding = await load(files.embedding);
  const [samplesIn, setsOut] = tensorNames(segmentation);
  const [energiesIn, vectorOut] = tensorNames(embedding);
  return async (samples) => {
    const window = new Float32Array(WINDOW_SAMPLES);
    window.set(samples.subarray(0, WINDOW_SAMPLES));
    const { [setsOut]: scores } = await segmentation.run({
      [samplesIn]: new Tensor('float32', window, [1, 1, WINDOW_SAMPLES]),
    });
    const spoken = speakingOf(scores, files.segmentation);
    const energies = filterbank(window);
    const found: LocalSpeaker[] = [];
    for (const [n, speaking] of spoken.entries()) {
      const own = energiesOf(speaking, spoken.toSpliced(n, 1), energies);
      if (own === null) continue;
      const { [vectorOut]: vector } = await embedding.run({
        [energiesIn]: new Tensor('float32', own, [1, own.length / MEL_BANDS, MEL_BANDS]),
      });
      found.push({ speaking, embedding: unitVector(vector, files.embedding) });
    }
    return found;
  };
}

async function load(path: string): Promise<InferenceSession> {
  try {
    return await loadSession(path);
  } catch (cause) {
    throw new Error(`${path} is no model that ONNX Runtime loads`, { cause });
  }
}

function tensorNames({ inputNames, outputNames }: InferenceSession): [string, string] {
  return [inputNames[0] as string, outputNames[0] as string];
}

/** Which frames each of three people speaks in. */
function speakingOf(scores: Tensor | undefined, path: string): Uint8Array[] {
  const [, frames = 0, sets] = scores?.dims ?? [];
  if (scores?.dims.length !== 3 || sets !== SETS.length || frames === 0)
    throw new Error(
      `${basename(path)} gives [${scores?.dims}] for 10 s in the place of scores of ${SETS.length} sets of speakers in each frame`,
    );
  const values = scores.data as Float32Array;
  const speaking = Array.from({ length: LOCAL_SPEAKERS }, () => new Uint8Array(frames));
  for (let frame = 0; frame < frames; frame++) {
    const row = values.subarray(frame * SETS.length, (frame + 1) * SETS.length);
    for (const speaker of SETS[row.indexOf(Math.max(...row))] ?? []) speaking[speaker]![frame] = 1;
  }
  return speaking;
}

/** The energies of the frames in which a person speaks alone, around their mean; null where they hardly speak. */
function energiesOf(
  speaking: Uint8Array,
  others: readonly Uint8Array[],
  energies: Float32Array,
): Float32Array | null {
  const perMs = speaking.length / WINDOW_MS;
  const frames = Array.from({ length: energies.length / MEL_BANDS }, (_, n) => n);
  const frameOf = (n: number) =>
    Math.min(speaking.length - 1, Math.floor((n + 1) * FILTERBANK_HOP_MS * perMs));
  const own = frames.filter((n) => speaking[frameOf(n)] === 1);
  const alone = own.filter((n) => others.every((other) => other[frameOf(n)] === 0));
  const least = LEAST_SPEECH_MS / FILTERBANK_HOP_MS;
  if (own.length < least) return null;
  return withoutMean(alone.length < least ? own : alone, energies);
}

function withoutMean(frames: readonly number[], energies: Float32Array): Float32Array {
  const mean = new Float64Array(MEL_BANDS);
  for (const frame of frames)
    for (let band = 0; band < MEL_BANDS; band++)
      mean[band]! += energies[frame * MEL_BANDS + band]! / frames.length;
  return Float32Array.from({ length: frames.length * MEL_BANDS }, (_, at) => {
    const band = at % MEL_BANDS;
    return energies[frames[(at - band) / MEL_BANDS]! * MEL_BANDS + band]! - mean[band]!;
  });
}

function unitVector(tensor: Tensor | undefined, path: string): Float32Array {
  const vector = tensor?.data;
  const length = vector instanceof Float32Array ? Math.hypot(...vector) : Number.NaN;
  if (!(vector instanceof Float32Array) || tensor?.dims[0] !== 1 || !(length > 0))
    throw new Error(`${basename(path)} gives [${tensor?.dims}] in the place of a vector`);
  return vector.map((value) => value / length);
}
