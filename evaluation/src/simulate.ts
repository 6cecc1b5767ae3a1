import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeFile, findSpeechRegions, loadVoiceActivity } from '@vivavoce/engine';
import { Command } from 'commander';
import { encodeFile } from '../../samples/encode.ts';
import { toWav } from '../../samples/wav.ts';
import { formatRttm } from './rttm.ts';
import { type SimulatedInterview, simulateInterviews } from './simulate/interviews.ts';
import { listReaders, loadVoice, type Reader } from './simulate/voices.ts';

/** Where developers have the data: beside the repository. */
const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
/** The people whom the speaker models learned from. */
const LEARNED = new URL('../../packages/engine/weights/speaker-learned.json', import.meta.url);
const SAMPLE_RATE = 16_000;
/** Regions of clean speech, which become the truth: as people mark them, who go on through pauses of 300 ms (NIST RT-09). */
const TRUTH_REGIONS = { onset: 0.3, offset: 0.15, minSilenceMs: 300, minSpeechMs: 100, paddingMs: 100 };

interface Options {
  readonly out: string;
  readonly seed: string;
  readonly count: string;
  readonly data: string;
}

/** `vivavoce evaluate simulate`: makes interviews with their truth for the other commands. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('Make interviews with their truth out of speech corpora, for the other commands')
    .requiredOption('--out <folder>', 'where to write the interviews')
    .option('--seed <n>', 'other interviews for another number', '1')
    .option('--count <n>', 'how many; ten make one of each kind', '20')
    .option('--data <folder>', 'where speechocean762 and librispeech-speakers lie', DATA)
    .action(simulate);
}

async function simulate({ out, seed, count, data }: Options): Promise<void> {
  if (!existsSync(data)) throw new Error(`There is no data in ${data}: name the folder with --data`);
  await mkdir(out, { recursive: true });
  const learned = new Set<string>(JSON.parse(await readFile(LEARNED, 'utf8')));
  const readers = (await listReaders(data)).filter(({ name }) => !learned.has(name));
  const voiceActivity = await loadVoiceActivity();
  const load = (reader: Reader) =>
    loadVoice(reader, {
      decode: async (file) => (await decodeFile(file)).samples,
      speechRegions: (samples) =>
        findSpeechRegions(
          { samples, durationMs: (1000 * samples.length) / SAMPLE_RATE },
          voiceActivity,
          TRUTH_REGIONS,
        ),
    });
  let rttm = '';
  for await (const interview of simulateInterviews(readers, load, Number(seed), Number(count))) {
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

function truthOf({ samples, cast, names, worded, words, scores }: SimulatedInterview) {
  return {
    candidate: names[0],
    cast,
    durationMs: Math.round((1000 * samples.length) / SAMPLE_RATE),
    ...(scores === null ? {} : { scores }),
    ...(worded ? { words: words.map((word) => wholeTimes(word, names)) } : {}),
  };
}

function wholeTimes(word: SimulatedInterview['words'][number], names: readonly string[]) {
  const { speaker, text, startMs, endMs } = word;
  return { speaker: names[speaker], text, startMs: Math.round(startMs), endMs: Math.round(endMs) };
}
