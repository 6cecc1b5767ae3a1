/** The weights of diarization: the shipped ones, or those of a folder that the operator named. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CHECKSUMS = 'speaker-checksums.json';

/** The projection to speaker embeddings. */
export const EMBEDDING_FILE = 'speaker-embedding.f32';

const FILES = {
  frames: 'speaker-frames.onnx',
  activity: 'speaker-activity.onnx',
  embedding: EMBEDDING_FILE,
} as const;

/** Name of the projection in folders that were trained for version 0.1.0; they stay usable. */
export const EMBEDDING_FILE_OF_0_1_0 = 'speaker-voiceprint.f32';

/** The bytes of the networks of frames and of activity, and of the projection to speaker embeddings. */
export type SpeakerWeights = Readonly<Record<keyof typeof FILES, Uint8Array>>;

/**
 * Reads the weights of a folder, as `training/speakers` writes them.
 * @throws Error when a file is missing or differs from the one that `speaker-checksums.json` beside it names.
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
    embedding: weights(embeddingFileOf(checksums)),
  };
}

function embeddingFileOf(checksums: Readonly<Record<string, unknown>>): string {
  const isOld = !(FILES.embedding in checksums) && EMBEDDING_FILE_OF_0_1_0 in checksums;
  return isOld ? EMBEDDING_FILE_OF_0_1_0 : FILES.embedding;
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
