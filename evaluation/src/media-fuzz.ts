import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFile, EngineError, measureDurationMs } from '@vivavoce/engine';
import { speechFixture, videoWithSound } from '@vivavoce/samples';
import { seededUniform } from '@vivavoce/samples/random';
import { Command } from 'commander';
import { type DecoderWatch, watchDecoders } from './hostile-media/decoder-memory.ts';
import { mutated } from './media-fuzz/mutate.ts';
import { Screener } from './media-fuzz/screener.ts';
import { wholeNumber } from './whole-number.ts';

const FORMS = ['mp3', 'wav', 'm4a', 'webm', 'ogg', 'flac', 'mov', 'mkv'] as const;
/** What `decodeFile` documents for the content of a file. */
const DOCUMENTED = new Set(['UNSUPPORTED_FORMAT', 'AUDIO_DECODE_FAILED']);
const LANES = 2;
/** A file of five seconds that takes longer than this hangs, ms of wall-clock time. */
const LONGEST_MS = 60_000;
/** One file in so many goes the whole way whatever screening says of it. */
const WHOLE_WAY = 10;
/** A screened file that takes more of the processor, or of memory, than any whole one should goes the whole way too. */
const SUSPICIOUS_MS = 1000;
const SUSPICIOUS_BYTES = 300 * 2 ** 20;
const PROGRESS_EVERY = 500;

interface Options {
  readonly files: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** What came of the mutated files of one form. */
interface FormFigures {
  readonly form: string;
  files: number;
  sound: number;
  /** Refused with one of the two documented codes. */
  refused: number;
  /** Decoded in the child with its limits, as an analysis does; the others were screened without it. */
  wholeWay: number;
  /** Ended by their limits of memory or time; they are refused, too. */
  limited: number;
  slowestMs: number;
  peakBytes: number;
  /** Ends without an answer that is documented, and answers that contradict each other, by the file's number. */
  readonly faults: string[];
}

/** `vivavoce evaluate media-fuzz`: what the decoder does with recordings that were changed at random. */
export function mediaFuzzCommand(): Command {
  return new Command('media-fuzz')
    .description('Decode recordings that were changed at random, and look for crashes and broken limits')
    .option('--files <number>', 'how many files', wholeNumber, 200)
    .option('--seed <number>', 'which changes are made', wholeNumber, 1)
    .option('--json', 'print the figures as JSON')
    .action(evaluateMediaFuzz);
}

async function evaluateMediaFuzz({ files, seed, json }: Options): Promise<void> {
  const figures = await fuzzDecoder(files, seed);
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : asTable(figures));
  for (const { faults } of figures) for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (figures.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
}

/**
 * Decodes mutated fixtures, two at a time. Starting the engine's own child takes longer than decoding five seconds: so each file is
 * screened first, by the same decoders in a process that lives on, and what is out of the ordinary there, and every tenth file,
 * goes through the child. The same seed makes the same files.
 */
export async function fuzzDecoder(files: number, seed: number): Promise<FormFigures[]> {
  const originals = [...FORMS.map((form) => ({ form: form as string, path: speechFixture(form) }))];
  originals.push({ form: 'video', path: videoWithSound });
  const forms = originals.map(({ form, path }) => ({
    bytes: readFileSync(path),
    figures: emptyFigures(form),
  }));
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-fuzz-'));
  const watch = watchDecoders();
  let next = 0;
  const lane = async () => {
    using screener = new Screener();
    while (next < files) {
      const number = next++;
      if (number > 0 && number % PROGRESS_EVERY === 0) process.stderr.write(`${number} of ${files} files\n`);
      const { bytes, figures } = forms[number % forms.length]!;
      const others = forms[(number * 7 + 1) % forms.length]!.bytes;
      // A generator of its own for each file: it can be made again without those before it.
      const content = mutated(bytes, others, seededUniform(seed * 1_000_003 + number));
      const path = join(folder, randomUUID());
      await writeFile(path, content);
      if (number % WHOLE_WAY === 0 || (await isSuspicious(path, screener, figures)))
        await tryFile(number, path, figures, watch);
      await rm(path);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    watch.stop();
    await rm(folder, { recursive: true });
  }
  return forms.map(({ figures }) => figures);
}

function emptyFigures(form: string): FormFigures {
  return {
    form,
    files: 0,
    sound: 0,
    refused: 0,
    wholeWay: 0,
    limited: 0,
    slowestMs: 0,
    peakBytes: 0,
    faults: [],
  };
}

/** Counts a file that decodes as any other does; true for one that has to go the whole way. */
async function isSuspicious(path: string, screener: Screener, figures: FormFigures): Promise<boolean> {
  const screening = await screener.screen(path);
  if (screening === null) return true;
  if (screening.processorMs > SUSPICIOUS_MS || screening.peakBytes > SUSPICIOUS_BYTES) return true;
  figures.files++;
  if (screening.gaveSound) figures.sound++;
  else figures.refused++;
  return false;
}

async function tryFile(
  number: number,
  path: string,
  figures: FormFigures,
  watch: DecoderWatch,
): Promise<void> {
  const start = performance.now();
  const decoded = await outcomeOf(async () => (await decodeFile(path)).durationMs);
  const elapsedMs = performance.now() - start;
  const measured = await outcomeOf(() => measureDurationMs(path));
  const memory = watch.take(path);
  figures.files++;
  figures.wholeWay++;
  figures.slowestMs = Math.max(figures.slowestMs, elapsedMs);
  figures.peakBytes = Math.max(figures.peakBytes, memory?.peakBytes ?? 0);
  if (decoded.kind === 'sound') figures.sound++;
  if (decoded.kind === 'refused') figures.refused++;
  if (/stopped by its limits|took (more|longer) than/.test(decoded.message)) figures.limited++;
  const fault = (text: string) => figures.faults.push(`file ${number} (${figures.form}): ${text}`);
  if (decoded.kind === 'fault') fault(decoded.message);
  if (measured.kind !== decoded.kind || measured.durationMs !== decoded.durationMs)
    fault(`decoding: ${decoded.message}; measuring: ${measured.message}`);
  if (elapsedMs > LONGEST_MS) fault(`took ${Math.round(elapsedMs / 1000)} s`);
  if (memory !== null && memory.limitBytes !== null && memory.peakBytes > memory.limitBytes)
    fault(`took ${memory.peakBytes} bytes of ${memory.limitBytes}`);
}

interface Outcome {
  readonly kind: 'sound' | 'refused' | 'fault';
  readonly message: string;
  readonly durationMs: number | null;
}

async function outcomeOf(work: () => Promise<number>): Promise<Outcome> {
  try {
    const durationMs = await work();
    return { kind: 'sound', message: `${durationMs} ms of sound`, durationMs };
  } catch (error) {
    const isKnown = error instanceof EngineError && DOCUMENTED.has(error.code);
    const message = error instanceof Error ? error.message : String(error);
    return { kind: isKnown ? 'refused' : 'fault', message, durationMs: null };
  }
}

function asTable(figures: readonly FormFigures[]): string {
  const header = [
    'form',
    'files',
    'sound',
    'refused',
    'whole way',
    'by limits',
    'slowest s',
    'MiB',
    'faults',
  ];
  const rows = figures.map((row) => [
    row.form,
    row.files,
    row.sound,
    row.refused,
    row.wholeWay,
    row.limited,
    (row.slowestMs / 1000).toFixed(1),
    Math.round(row.peakBytes / 2 ** 20),
    row.faults.length,
  ]);
  const sum = (field: (row: FormFigures) => number) => figures.reduce((all, row) => all + field(row), 0);
  const total = [
    'all',
    sum(({ files }) => files),
    sum(({ sound }) => sound),
    sum(({ refused }) => refused),
    sum(({ wholeWay }) => wholeWay),
    sum(({ limited }) => limited),
    (Math.max(...figures.map(({ slowestMs }) => slowestMs)) / 1000).toFixed(1),
    Math.round(Math.max(...figures.map(({ peakBytes }) => peakBytes)) / 2 ** 20),
    sum(({ faults }) => faults.length),
  ];
  return [header, ...rows, total]
    .map((cells) => `${cells.map((cell) => String(cell).padStart(10)).join('')}\n`)
    .join('');
}
