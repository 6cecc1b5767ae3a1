import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { decodeFile, loadVoiceActivity } from '@vivavoce/engine';
import { encodeFile } from '@vivavoce/samples/encode';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { formatRttm } from '../rttm.ts';
import { type SimulatedInterview, simulateInterviews } from './interviews.ts';
import { listReaders, loadVoice, type Reader } from './voices.ts';

/** The people whom the speaker models learned from. */
const LEARNED = new URL(import.meta.resolve('@vivavoce/engine/weights/speaker-learned.json'));

/** What to make of which data. */
export interface SimulateOptions {
  /** The folder to write to. */
  readonly out: string;
  /** Other interviews for another number. */
  readonly seed: number;
  readonly count: number;
  /** Length of each interview, s. */
  readonly seconds: number;
  /** Where speechocean762 and librispeech-speakers lie. */
  readonly data: string;
}

/**
 * Makes interviews and writes each with its truth, and `reference.rttm` for all of them.
 * @throws Error when the folder of the data does not exist.
 */
export async function writeInterviews({ out, seed, count, seconds, data }: SimulateOptions): Promise<void> {
  if (!existsSync(data)) throw new Error(`There is no data in ${data}: name the folder with --data`);
  await mkdir(out, { recursive: true });
  const learned = new Set<string>(JSON.parse(await readFile(LEARNED, 'utf8')));
  const readers = (await listReaders(data)).filter(({ name }) => !learned.has(name));
  const voiceActivity = await loadVoiceActivity();
  const decode = async (file: string) => (await decodeFile(file)).samples;
  const load = (reader: Reader) => loadVoice(reader, { decode, voiceActivity });
  let rttm = '';
  for await (const interview of simulateInterviews(readers, load, seed, count, 1000 * seconds)) {
    const { name } = parse(interview.file);
    encodeFile(toWav(interview.samples, SAMPLE_RATE), join(out, interview.file));
    const turns = rttmOf(interview, name);
    await writeFile(join(out, `${name}.rttm`), turns);
    await writeFile(join(out, `${name}.json`), `${JSON.stringify(truthOf(interview), null, 1)}\n`);
    rttm += turns;
    console.log(interview.file);
  }
  await writeFile(join(out, 'reference.rttm'), rttm);
}

function rttmOf({ turns, names }: SimulatedInterview, recording: string): string {
  const named = turns.map((turn) => ({ ...turn, speaker: names[turn.speaker]! }));
  return formatRttm(
    recording,
    named.sort((a, b) => a.startMs - b.startMs),
  );
}

function truthOf({ samples, cast, names, hasWords, words, scores }: SimulatedInterview) {
  return {
    candidate: names[0],
    cast,
    durationMs: Math.round((1000 * samples.length) / SAMPLE_RATE),
    ...(scores === null ? {} : { scores }),
    ...(hasWords ? { words: words.map((word) => wholeTimes(word, names)) } : {}),
  };
}

function wholeTimes(word: SimulatedInterview['words'][number], names: readonly string[]) {
  const { speaker, text, startMs, endMs } = word;
  return { speaker: names[speaker], text, startMs: Math.round(startMs), endMs: Math.round(endMs) };
}
