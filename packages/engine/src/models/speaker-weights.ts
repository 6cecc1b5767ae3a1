/** The files of weights that tell voices apart: those that ship, or those of a folder that the operator named. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CHECKSUMS = 'speaker-checksums.json';
const FILES = {
  frames: 'speaker-frames.onnx',
  activity: 'speaker-activity.onnx',
  embedding: 'speaker-embedding.f32',
} as const;

/** The bytes of the networks that hear frames and activity, and of the projection to voiceprints. */
export type SpeakerWeights = Readonly<Record<keyof typeof FILES, Uint8Array>>;

/**
 * Reads the weights of a folder, as `training/speakers` makes them.
 * @throws Error when a file is missing or is not the one that `speaker-checksums.json` beside it names.
 */
export function readSpeakerWeights(folder: string): SpeakerWeights {
  const checksums = checksumsOf(folder);
  const weights = (name: string): Uint8Array => {
    const bytes = read(folder, name);
    const isNamed = createHash('sha256').update(bytes).digest('hex') === checksums[name];
    if (!isNamed) throw new Error(`${join(folder, name)} is not the file that ${CHECKSUMS} names`);
    return bytes;
  };
  return {
    frames: weights(FILES.frames),
    activity: weights(FILES.activity),
    embedding: weights(FILES.embedding),
  };
}

function checksumsOf(folder: string): Readonly<Record<string, unknown>> {
  const text = read(folder, CHECKSUMS).toString();
  try {
    return Object(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${join(folder, CHECKSUMS)} is no JSON`, { cause });
  }
}

function read(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (cause) {
    throw new Error(`${join(folder, name)} cannot be read`, { cause });
  }
}
