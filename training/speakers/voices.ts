import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  loadVoiceActivity,
  regionsFrom,
  SPEECH_REGION_DEFAULTS,
} from '../../packages/engine/src/speech/regions.ts';
import type { Span } from '../../packages/engine/src/speech/timeline.ts';

/** Speakers are cut into this many groups; a speaker is only ever heard inside its own. */
export const FOLD_COUNT = 5;

/** One recording of one person, 16 kHz mono, and where speech is in it. */
export interface Utterance {
  readonly samples: Float32Array;
  readonly regions: readonly Span[];
}

/** One person of the training data. */
export interface Voice {
  readonly speaker: string;
  /** The group of held-out speakers it belongs to, 0 to 4. */
  readonly fold: number;
  readonly gender: 'f' | 'm';
  /** In years; null where the corpus does not say (all are grown-up then). */
  readonly age: number | null;
  readonly utterances: readonly Utterance[];
}

interface Entry extends Omit<Voice, 'utterances'> {
  readonly files: readonly string[];
}

/**
 * All speakers of speechocean762 (125, 20 short utterances each) and of the LibriSpeech selection (251, one of 12 s).
 * Decoding needs `ffmpeg`; decoded audio and its speech regions are kept under `cache`.
 */
export async function loadVoices(data: string, cache: string): Promise<Voice[]> {
  await mkdir(cache, { recursive: true });
  const model = await loadVoiceActivity();
  const voices: Voice[] = [];
  for (const { files, ...person } of [...(await oceanEntries(data)), ...(await libriEntries(data))]) {
    const utterances: Utterance[] = [];
    for (const file of files) {
      const samples = await decodeCached(
        file,
        join(cache, `${createHash('sha1').update(file).digest('hex')}.f32`),
      );
      const durationMs = (samples.length * 1000) / 16_000;
      const probabilities = await model.speechProbabilities(samples);
      const regions = regionsFrom(probabilities, durationMs, {
        ...SPEECH_REGION_DEFAULTS,
        minSilenceMs: 250,
      });
      if (regions.length > 0) utterances.push({ samples, regions });
    }
    if (utterances.length > 0) voices.push({ ...person, utterances });
  }
  return voices;
}

async function oceanEntries(data: string): Promise<Entry[]> {
  const folder = join(data, 'speechocean762');
  const lines = (await readFile(join(folder, 'train.jsonl'), 'utf8')).trim().split('\n');
  const people = new Map<string, Entry>();
  for (const line of lines) {
    const { id, speaker, age, gender } = JSON.parse(line);
    const name = `ocean-${speaker}`;
    const files = [...(people.get(name)?.files ?? []), join(folder, 'audio', `${id}.ogg`)];
    people.set(name, { speaker: name, fold: foldOf(name), gender, age, files });
  }
  return [...people.values()];
}

async function libriEntries(data: string): Promise<Entry[]> {
  const folder = join(data, 'librispeech-speakers');
  const rows = (await readFile(join(folder, 'speakers.tsv'), 'utf8')).trim().split('\n').slice(1);
  return rows.map((row) => {
    const [id, gender, , , file = ''] = row.split('\t');
    const speaker = `libri-${id}`;
    const person = { speaker, fold: foldOf(speaker), gender: gender === 'F' ? 'f' : 'm', age: null } as const;
    return { ...person, files: [join(folder, 'audio', file)] };
  });
}

function foldOf(speaker: string): number {
  return createHash('sha1').update(speaker).digest().readUInt32BE() % FOLD_COUNT;
}

async function decodeCached(file: string, cached: string): Promise<Float32Array> {
  if (!existsSync(cached)) await writeFile(cached, await runFfmpeg(['-i', file]));
  return floats(await readFile(cached));
}

/** Runs ffmpeg with the given input arguments and gives its output as 16 kHz mono samples in bytes. */
async function runFfmpeg(input: readonly string[]): Promise<Buffer> {
  const args = ['-v', 'error', ...input, '-f', 'f32le', '-ac', '1', '-ar', '16000', '-'];
  const options = { encoding: 'buffer', maxBuffer: 1e9 } as const;
  return (await promisify(execFile)('ffmpeg', args, options)).stdout;
}

function floats(bytes: Buffer): Float32Array {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
