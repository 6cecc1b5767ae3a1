import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { decodeInProcess } from '@vivavoce/engine/decode-in-process';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { type LabelledUtterance, readLabels } from './labelled-speech.ts';
import { recordingFiles } from './recording-files.ts';

/** No utterance is as long, s. */
const MOST_S = 600;

/** Somebody of whom there are many short utterances. */
export interface Reader {
  readonly speaker: string;
  /** Of each utterance, in their order. */
  readonly labels: readonly LabelledUtterance[];
  /** Recordings of those utterances that there are. */
  readonly files: readonly string[];
}

/**
 * Everybody who is named by labels.
 * @param audio folder of `<id>.ogg`, `.wav` or another ending.
 * @param labels JSONL, a labelled utterance a line.
 */
export async function readersOf(audio: string, labels: string): Promise<Reader[]> {
  const files = new Map((await recordingFiles(audio)).map((path) => [parse(path).name, path]));
  const bySpeaker = Map.groupBy(await readLabels(labels), ({ speaker }) => speaker);
  return [...bySpeaker].map(([speaker, own]) => ({
    speaker,
    labels: own,
    files: own.flatMap(({ id }) => files.get(id) ?? []),
  }));
}

/**
 * Writes a reader's utterances one after the other as one WAV file.
 * @param folder where it is written, named after the speaker.
 * @param seconds no further utterance is added from this length on.
 * @returns its path.
 */
export async function joinUtterances(
  { speaker, files }: Reader,
  folder: string,
  seconds: number,
): Promise<string> {
  const samples: Float32Array[] = [];
  for (let length = 0, at = 0; at < files.length && length < seconds * SAMPLE_RATE; at++) {
    const next = await samplesOf(files[at] as string);
    samples.push(next);
    length += next.length;
  }
  const path = join(folder, `${speaker}.wav`);
  await writeFile(path, toWav(joinSamples(samples), SAMPLE_RATE));
  return path;
}

/**
 * The sound of one utterance of a corpus, 16 kHz; of several channels the mean. Decoded in this process: starting one for each of
 * thousands of utterances would take longer than what is evaluated on them.
 * @throws {Error} where the file holds no sound that can be decoded
 */
async function samplesOf(path: string): Promise<Float32Array> {
  const pieces: Uint8Array[] = [];
  const task = { mostSamples: MOST_S * SAMPLE_RATE, wanted: { kind: 'sound' } } as const;
  const report = await decodeInProcess(path, task, (samples) => pieces.push(samples));
  if (report.outcome !== 'decoded') throw new Error(`${path} cannot be decoded: ${report.outcome}`);
  const sound = new Float32Array(new Uint8Array(Buffer.concat(pieces)).buffer);
  const channels = report.sentChannels;
  if (channels === 1) return sound;
  const mean = new Float32Array(sound.length / channels);
  for (const [n, sample] of sound.entries()) mean[Math.floor(n / channels)]! += sample / channels;
  return mean;
}

/** Pieces of sound, one after another. */
export function joinSamples(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
