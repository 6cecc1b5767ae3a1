import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '@vivavoce/contract';
import { createEngine, decodeFile, type Engine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { sampleInterview } from '@vivavoce/samples';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { Command, InvalidArgumentError } from 'commander';
import { median } from './median.ts';
import { startMemoryWatch } from './speed-memory.ts';
import { measureNetworks, type NetworkFigures } from './speed-networks.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly minutes: readonly number[];
  readonly runs: number;
  readonly json?: boolean;
}

/** One analysis on an engine that has its models loaded. */
interface AnalysisTime {
  readonly totalMs: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  /** Until the first words are told. */
  readonly firstWordsMs: number;
}

/** What recordings of one length take: medians of several runs. */
interface LengthFigures {
  readonly audioMs: number;
  readonly totalMs: number;
  /** Time by the time of the reference, which was run before each. */
  readonly references: number;
  readonly stages: AnalysisTime['stages'];
  readonly firstWordsMs: number;
  /** The most memory of this process and its children together, bytes. */
  readonly peakMemoryBytes: number;
}

interface SpeedFigures {
  readonly cores: number;
  readonly runs: number;
  /** The fixed piece of work that others are compared with, ms. */
  readonly referenceMs: number;
  readonly lengths: readonly LengthFigures[];
  readonly cli: CommandLineFigures;
  readonly networks: NetworkFigures;
}

/** The sample interview by the command line, from its start to the result. */
interface CommandLineFigures {
  readonly totalMs: number;
  /** What it takes beyond the analysis itself. */
  readonly startMs: number;
}

/** Pieces of the recording on which the networks are timed alone. */
const PIECES = 12;
/** Of a recording that is transcribed first, so that every process has its models. */
const WARM_UP_S = 40;

/** `evaluate speed`: what share of the audio's length each stage of an analysis takes, and memory. */
export function speedCommand(): Command {
  return new Command('speed')
    .description('Time of each stage as a share of the length of the audio, and memory')
    .argument('[file]', 'a recording, repeated up to each length', sampleInterview.audio)
    .option('--minutes <list>', 'lengths of the recordings', minutesOf, [10, 45])
    .option('--runs <number>', 'analyses of each length, of which medians are taken', wholeNumber, 5)
    .option('--json', 'print the figures as JSON')
    .action(async (file: string, { json, ...options }: Options) => {
      const figures = await measureSpeed(file, options);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : speedTable(figures));
    });
}

function minutesOf(text: string): number[] {
  const minutes = text.split(',').map(Number);
  if (minutes.every((length) => length > 0 && length <= 90)) return minutes;
  throw new InvalidArgumentError('Give minutes up to 90 with commas between, such as 10,45.');
}

async function measureSpeed(
  file: string,
  { minutes, runs }: Pick<Options, 'minutes' | 'runs'>,
): Promise<SpeedFigures> {
  const { samples } = await decodeFile(file);
  const reference = await startReference(file);
  const references: number[] = [];
  const lengths: LengthFigures[] = [];
  for (const length of minutes) {
    const times: (AnalysisTime & { readonly referenceMs: number })[] = [];
    const { audioMs, peakMemoryBytes } = await withRecording(
      samples,
      length,
      reference.pid,
      async (path, engine) => {
        for (let run = 0; run < runs; run++)
          times.push({ referenceMs: await reference.run(), ...(await analyseOnce(engine, path)) });
      },
    );
    references.push(...times.map(({ referenceMs }) => referenceMs));
    const stages = Object.keys(times[0]?.stages ?? {}) as Stage[];
    lengths.push({
      audioMs,
      totalMs: middleOf(times.map(({ totalMs }) => totalMs)),
      references: middleOf(times.map(({ totalMs, referenceMs }) => totalMs / referenceMs)),
      stages: Object.fromEntries(
        stages.map((stage) => [stage, middleOf(times.map((time) => time.stages[stage] ?? 0))]),
      ),
      firstWordsMs: middleOf(times.map((time) => time.firstWordsMs)),
      peakMemoryBytes,
    });
  }
  reference.stop();
  const cli = await measureCommandLine(runs);
  const networks = await measureNetworks(file, PIECES);
  return { cores: availableParallelism(), runs, referenceMs: middleOf(references), lengths, cli, networks };
}

/** A piece of work of which nothing is ours to make faster. */
interface Reference {
  readonly pid: number | undefined;
  /** Does it, and gives the time it took, ms. */
  readonly run: () => Promise<number>;
  readonly stop: () => void;
}

async function startReference(file: string): Promise<Reference> {
  const child = fork(new URL('./speed-reference.ts', import.meta.url), [file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = async () => (await once(child, 'message'))[0];
  await answer();
  return {
    pid: child.pid,
    async run() {
      child.send('run');
      return Number(await answer());
    },
    stop: () => child.kill(),
  };
}

/** Runs something with a recording of a length and an engine that is warm, and watches the memory meanwhile. */
async function withRecording(
  samples: Float32Array,
  minutes: number,
  reference: number | undefined,
  measure: (path: string, engine: Engine) => Promise<void>,
): Promise<Pick<LengthFigures, 'audioMs' | 'peakMemoryBytes'>> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-speed-'));
  const [path, warmUp] = [join(folder, 'recording.wav'), join(folder, 'warm-up.wav')];
  const length = Math.round(minutes * 60 * SAMPLE_RATE);
  const repeated = Float32Array.from({ length }, (_, n) => samples[n % samples.length]!);
  await writeFile(path, toWav(repeated, SAMPLE_RATE));
  await writeFile(warmUp, toWav(samples.slice(0, WARM_UP_S * SAMPLE_RATE), SAMPLE_RATE));
  const memory = startMemoryWatch(reference);
  try {
    await using engine = await createEngine({ models: readModelSettings() });
    await engine.transcribe(warmUp);
    await measure(path, engine);
    return { audioMs: (length * 1000) / SAMPLE_RATE, peakMemoryBytes: memory.peakBytes() };
  } finally {
    memory.stop();
    await rm(folder, { recursive: true });
  }
}

async function analyseOnce(engine: Engine, path: string): Promise<AnalysisTime> {
  const stages: Partial<Record<Stage, number>> = {};
  let firstWordsMs = Number.NaN;
  const start = performance.now();
  await engine.analyze(path, {
    onTranscript: ({ passages }) => {
      if (Number.isNaN(firstWordsMs) && passages.length > 0) firstWordsMs = performance.now() - start;
    },
    onStage: ({ stage, elapsedMs }) => {
      stages[stage] = (stages[stage] ?? 0) + elapsedMs;
    },
  });
  return { totalMs: performance.now() - start, stages, firstWordsMs };
}

async function measureCommandLine(runs: number): Promise<CommandLineFigures> {
  const times: CommandLineFigures[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const result = await outputOf(['analyze', sampleInterview.audio, '--json']);
    const totalMs = performance.now() - start;
    const { processingTimeMs } = JSON.parse(result) as { processingTimeMs: number };
    times.push({ totalMs, startMs: totalMs - processingTimeMs });
  }
  return {
    totalMs: middleOf(times.map(({ totalMs }) => totalMs)),
    startMs: middleOf(times.map(({ startMs }) => startMs)),
  };
}

function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  child.once('error', reject);
  child.once('close', (code) =>
    code === 0 ? resolve(text) : reject(new Error(`vivavoce ${args.join(' ')} ended with ${code}`)),
  );
  return promise;
}

/** NaN where nothing was run. */
const middleOf = (values: readonly number[]): number => median(values) ?? Number.NaN;

function speedTable({ cores, runs, referenceMs, lengths, cli, networks }: SpeedFigures): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(28) + cells.map((cell) => cell.padStart(16)).join('');
  const share = (ms: number, { audioMs }: LengthFigures) => (ms / audioMs).toFixed(4);
  const stages = Object.keys(lengths[0]?.stages ?? {}) as Stage[];
  const [first, ...longer] = lengths;
  const growth = longer.map(
    ({ audioMs, totalMs }) =>
      `${(audioMs / 60_000).toFixed(0)} minutes take ${(totalMs / (first?.totalMs ?? Number.NaN)).toFixed(2)} times as long as ${((first?.audioMs ?? 0) / 60_000).toFixed(0)}.`,
  );
  return `${[
    row(
      'minutes of audio',
      lengths.map(({ audioMs }) => (audioMs / 60_000).toFixed(1)),
    ),
    ...stages.map((stage) =>
      row(
        `${stage}, share of length`,
        lengths.map((one) => share(one.stages[stage] ?? 0, one)),
      ),
    ),
    row(
      'all, share of length',
      lengths.map((one) => share(one.totalMs, one)),
    ),
    row(
      'all, time',
      lengths.map(({ totalMs }) => seconds(totalMs)),
    ),
    row(
      'all, times the reference',
      lengths.map(({ references }) => references.toFixed(2)),
    ),
    row(
      'first words after',
      lengths.map(({ firstWordsMs }) => seconds(firstWordsMs)),
    ),
    row(
      'peak memory, MiB',
      lengths.map(({ peakMemoryBytes }) => (peakMemoryBytes / 2 ** 20).toFixed(0)),
    ),
    '',
    ...growth,
    `Command line, sample interview: ${seconds(cli.totalMs)}, of which ${seconds(cli.startMs)} beyond the analysis.`,
    `Medians of ${runs} on ${cores} cores. Reference, the encoder on one thread over 60 s of sound: ${seconds(referenceMs)}.`,
    'Memory is of all processes but the reference, shared pages counted once.',
    networkLine(networks),
  ].join('\n')}\n`;
}

function networkLine({ voicesMs, encoderMs, wordsMs, alignmentMs, wordsPerSecond }: NetworkFigures): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return `One process, a second of sound with ${wordsPerSecond.toFixed(1)} words: voices ${ms(voicesMs)}, encoder ${ms(encoderMs)}, words with the encoder ${ms(wordsMs)}, alignment ${ms(alignmentMs)}.`;
}
