import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSpeechRegions, type VoiceActivityModel } from '@vivavoce/engine';
import { SAMPLE_RATE } from '@vivavoce/samples/wav';

/** Regions of clean speech, which become the truth: as people mark them, who go on through pauses of 300 ms (NIST RT-09). */
const TRUTH_REGIONS = { onset: 0.3, offset: 0.15, minSilenceMs: 300, minSpeechMs: 100, paddingMs: 100 };

/** Speech in a recording, ms from its start. */
export interface Region {
  readonly startMs: number;
  readonly endMs: number;
}

/** What experts said of an utterance, 0 to 10. */
export interface ExpertScores {
  readonly accuracy: number;
  readonly fluency: number;
  readonly prosodic: number;
  readonly total: number;
}

/** One recorded utterance of a person, not loaded yet. */
export interface Take {
  readonly file: string;
  /** What was read; null where the corpus does not say. */
  readonly text: string | null;
  readonly scores: ExpertScores | null;
}

/** One utterance, 16 kHz mono, and where speech is in it. */
export interface Utterance extends Omit<Take, 'file'> {
  readonly samples: Float32Array;
  readonly regions: readonly Region[];
}

/** One person of the speech corpora. */
export interface Reader {
  /** The corpus and the person's number in it: `ocean-0001`, `libri-103`. */
  readonly name: string;
  readonly gender: 'f' | 'm';
  /** In years; null where the corpus does not say (all are grown-up then). */
  readonly age: number | null;
  readonly takes: readonly Take[];
}

/** A voice that can be made to speak. */
export interface Voice {
  readonly name: string;
  readonly utterances: readonly Utterance[];
}

/**
 * The people of speechocean762 (Zhang et al. 2021; short utterances of learners, with text and scores) and of the LibriSpeech
 * selection (Panayotov et al. 2015; one utterance of 12 s each) in a folder of data.
 * @throws the error of the file system where a corpus is missing.
 */
export async function listReaders(data: string): Promise<Reader[]> {
  return [
    ...(await oceanReaders(join(data, 'speechocean762'))),
    ...(await libriReaders(join(data, 'librispeech-speakers'))),
  ];
}

async function oceanReaders(folder: string): Promise<Reader[]> {
  const lists = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const texts = await Promise.all(lists.map((name) => readFile(join(folder, name), 'utf8')));
  const people = new Map<string, Omit<Reader, 'takes'> & { takes: Take[] }>();
  for (const line of texts.flatMap((text) => text.trim().split('\n'))) {
    const { id, speaker, age, gender, text, accuracy, fluency, prosodic, total } = JSON.parse(line);
    const name = `ocean-${speaker}`;
    const person = people.get(name) ?? { name, gender, age, takes: [] as Take[] };
    person.takes.push({
      file: join(folder, 'audio', `${id}.ogg`),
      text,
      scores: { accuracy, fluency, prosodic, total },
    });
    people.set(name, person);
  }
  return [...people.values()];
}

async function libriReaders(folder: string): Promise<Reader[]> {
  const rows = (await readFile(join(folder, 'speakers.tsv'), 'utf8')).trim().split('\n').slice(1);
  return rows.map((row) => {
    const [id, gender, , , file = ''] = row.split('\t');
    const takes = [{ file: join(folder, 'audio', file), text: null, scores: null }];
    return { name: `libri-${id}`, gender: gender === 'F' ? 'f' : 'm', age: null, takes };
  });
}

/** Speakers are cut into this many groups; in the data that models learn from, a speaker is only heard inside its own. */
export const SPEAKER_GROUPS = 5;

/** The group of a speaker, 0 to 4: the same everywhere. */
export function groupOf(name: string): number {
  return createHash('sha1').update(name).digest().readUInt32BE() % SPEAKER_GROUPS;
}

/** Where to get a take's sound, 16 kHz mono, and what finds the speech in it. */
export interface TakeReader {
  decode(file: string): Promise<Float32Array>;
  readonly voiceActivity: VoiceActivityModel;
}

/** A person's utterances in which speech is found. */
export async function loadVoice(reader: Reader, { decode, voiceActivity }: TakeReader): Promise<Voice> {
  const utterances: Utterance[] = [];
  for (const { file, text, scores } of reader.takes) {
    const samples = await decode(file);
    const recording = { samples, durationMs: (1000 * samples.length) / SAMPLE_RATE };
    const regions = await findSpeechRegions(recording, voiceActivity, TRUTH_REGIONS);
    if (regions.length > 0) utterances.push({ samples, regions, text, scores });
  }
  return { name: reader.name, utterances };
}
