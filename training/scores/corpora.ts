import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { joinSamples } from '../../evaluation/src/joined-utterances.ts';
import { type LabelledUtterance, readLabels } from '../../evaluation/src/labelled-speech.ts';
import { SAMPLE_RATE, sampleAt } from '../../packages/engine/src/media/recording.ts';
import { MOONSHINE_DECODER, modelPath } from '../../packages/engine/src/models/model-files.ts';
import { seededUniform } from '../../samples/random.ts';
import { withoutEdges } from './conditions.ts';

/** Where the human-labelled data lie; nothing of them is copied into the project. */
export const DATA_FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
/**
 * Recognises without what was learned for the decoder from the speakers of speechocean762: of those the words would be right more often
 * than of others, and scores are learned from how they are said. A folder for `createSpeechPool`.
 */
export const RECOGNISER_WITHOUT_ADAPTER = dirname(modelPath(MOONSHINE_DECODER));
/** Most tokens of a piece: it has up to 25 s, and nobody says more than ten a second. */
export const MAX_TOKENS = 250;

/** An utterance of speechocean762 with the words that were to be read. */
export type ReadUtterance = LabelledUtterance & { readonly text: string };

/** The labels of speechocean762's train split, by utterance. */
export async function speechoceanLabels(): Promise<ReadonlyMap<string, ReadUtterance>> {
  const labels = await readLabels(`${DATA_FOLDER}speechocean762/train.jsonl`);
  return new Map(labels.map((label) => [label.id, label as ReadUtterance]));
}

/** Of whom the recogniser's adapter learned. */
export interface AdapterSpeakers {
  /** Learners of whom it learned nothing. */
  readonly leftOut: readonly string[];
  /** Of how many readers of LibriSpeech it learned, in the order of their files. */
  readonly readers: number;
}

/** Of whom the shipped adapter of the recogniser learned. */
export function adapterSpeakers(): AdapterSpeakers {
  const file = new URL('../../packages/engine/weights/recogniser-adapter.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as AdapterSpeakers;
}

/** Where features and fits are kept between the steps of training; not committed. */
export const CACHE_FOLDER = fileURLToPath(new URL('../cache/', import.meta.url));

/** One piece of speech of one person. */
export interface Utterance {
  readonly id: string;
  readonly speaker: string;
  /** Reads 16 kHz mono samples. */
  readonly read: () => Float32Array;
}

/** The utterances of speechocean762's train split (Zhang et al. 2021). */
export function speechocean(): Utterance[] {
  return readFileSync(`${DATA_FOLDER}speechocean762/train.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; speaker: string })
    .map(({ id, speaker }) => ({
      id,
      speaker,
      read: () => decode(`${DATA_FOLDER}speechocean762/audio/${id}.ogg`),
    }));
}

/** The same, two to five utterances of a speaker at a time as one piece of up to 25 s: as long as the engine's segments. */
export function speechoceanLong(): Utterance[] {
  const random = seededUniform(762);
  const bySpeaker = Map.groupBy(speechocean(), ({ speaker }) => speaker);
  return [...bySpeaker].flatMap(([speaker, utterances]) => {
    const groups: Utterance[][] = [];
    for (let from = 0; from < utterances.length; ) {
      const size = 2 + Math.floor(4 * random());
      groups.push(utterances.slice(from, from + size));
      from += size;
    }
    return groups.map((group) => ({
      id: group.map(({ id }) => id).join('+'),
      speaker,
      read: () => joinSamples(group.map(({ read }) => withoutEdges(read()))),
    }));
  });
}

/** One utterance of each of 251 readers of LibriSpeech train-clean-100 (Panayotov et al. 2015). */
export function librispeech(): Utterance[] {
  return readdirSync(`${DATA_FOLDER}librispeech-speakers/audio`).map((file) => ({
    id: file.replace(/\.ogg$/, ''),
    speaker: file.split('-')[0] ?? file,
    read: () => decode(`${DATA_FOLDER}librispeech-speakers/audio/${file}`),
  }));
}

/** Stretches of 2 s and more of AMI meetings in which one person speaks alone, at most 25 s each. */
export function ami(): Utterance[] {
  const turns = readFileSync(`${DATA_FOLDER}ami/reference.rttm`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map((column) => ({
      meeting: column[1] ?? '',
      speaker: column[7] ?? '',
      startMs: Number(column[3]) * 1000,
      endMs: (Number(column[3]) + Number(column[4])) * 1000,
    }));
  return turns.flatMap((turn) => {
    const others = turns.filter((other) => other.meeting === turn.meeting && other.speaker !== turn.speaker);
    return alone(turn.startMs, turn.endMs, others)
      .filter(({ startMs, endMs }) => endMs - startMs >= 2000)
      .map(({ startMs, endMs }) => ({
        id: `${turn.meeting}-${Math.round(startMs)}`,
        speaker: turn.speaker,
        read: () =>
          decode(`${DATA_FOLDER}ami/${turn.meeting}.flac`).slice(
            sampleAt(startMs),
            sampleAt(Math.min(endMs, startMs + 25_000)),
          ),
      }));
  });
}

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

function alone(startMs: number, endMs: number, others: readonly Stretch[]): Stretch[] {
  let free: Stretch[] = [{ startMs, endMs }];
  for (const other of others) {
    free = free.flatMap((stretch) =>
      [
        { startMs: stretch.startMs, endMs: Math.min(stretch.endMs, other.startMs) },
        { startMs: Math.max(stretch.startMs, other.endMs), endMs: stretch.endMs },
      ].filter((part) => part.endMs > part.startMs),
    );
  }
  return free;
}

/** Decoded samples are kept in the cache, since every condition reads them again. */
function decode(path: string): Float32Array {
  const kept = `${CACHE_FOLDER}samples/${basename(path)}.f32`;
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-i',
      path,
      '-ac',
      '1',
      '-ar',
      `${SAMPLE_RATE}`,
      '-f',
      'f32le',
      kept,
    ]);
  }
  const bytes = readFileSync(kept);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
