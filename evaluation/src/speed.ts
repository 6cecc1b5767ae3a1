import { fork, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '@vivavoce/contract';
import { decodeFile } from '@vivavoce/engine';
import { sampleInterview } from '@vivavoce/samples';
import { SAMPLE_RATE, toWav } from '@vivavoce/samples/wav';
import { Command, InvalidArgumentError } from 'commander';
import { median } from './median.ts';
import { nextMessage } from './next-message.ts';
import { measureService } from './platform/speed-service.ts';
import { type AnalysisTime, startEngine } from './speed-engine.ts';
import type { CommandLineFigures, LengthFigures, SpeedFigures } from './speed-figures.ts';
import { speedGraph } from './speed-graph.ts';
import { startMemoryWatch } from './speed-memory.ts';
import { measureNetworks } from './speed-networks.ts';
import { speedTable } from './speed-table.ts';
import { measureWorkers } from './speed-workers.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly minutes: readonly number[];
  readonly runs: number;
  readonly compare?: string | undefined;
  readonly graph?: string;
  readonly json?: boolean;
}

/** Pieces of the recording on which the networks are timed alone. */
const PIECES = 12;
/** Of a recording that is transcribed first, so that every process has its models. */
const WARM_UP_S = 40;
/** The recording on which workers are compared. */
const WORKER_MINUTES = 5;

/** `evaluate speed`: what share of the audio's length each stage of an analysis takes, memory, workers and a server. */
export function speedCommand(): Command {
  return new Command('speed')
    .description(
      'Time of each stage as a share of the length of the audio, memory, more cores and workers, and a server',
    )
    .argument('[file]', 'a recording, repeated up to each length', sampleInterview.audio)
    .option('--minutes <list>', 'lengths of the recordings', minutesOf, [10, 45])
    .option('--runs <number>', 'analyses of each length, of which medians are taken', wholeNumber, 5)
    .option('--compare <command>', 'another program to time on the same recordings; {} stands for the file')
    .option('--graph <file>', 'draw time and memory against length, and workers, as SVG')
    .option('--json', 'print the figures as JSON')
    .action(async (file: string, { json, graph, ...options }: Options) => {
      const figures = await measureSpeed(file, options);
      if (graph !== undefined) await writeFile(graph, speedGraph(figures));
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
  { minutes, runs, compare }: Pick<Options, 'minutes' | 'runs' | 'compare'>,
): Promise<SpeedFigures> {
  const { samples } = await decodeFile(file);
  const lengths = await measureLengths(file, samples, { minutes, runs, compare });
  return {
    cores: availableParallelism(),
    runs,
    referenceMs: middleOf(lengths.map(({ totalMs, references }) => totalMs / references)),
    lengths,
    cli: await measureCommandLine(runs),
    networks: await measureNetworks(file, PIECES),
    workers: await withRecording(samples, WORKER_MINUTES, ({ recording, warmUp }) =>
      measureWorkers(recording, warmUp),
    ),
    service: await measureService(samples),
  };
}

async function measureLengths(
  file: string,
  samples: Float32Array,
  { minutes, runs, compare }: Pick<Options, 'minutes' | 'runs' | 'compare'>,
): Promise<LengthFigures[]> {
  const reference = await startReference(file);
  const lengths: LengthFigures[] = [];
  try {
    for (const length of minutes)
      await withRecording(samples, length, async (paths) => {
        const comparedMs = compare === undefined ? null : await timeProgram(compare, paths.recording);
        const figures = await measureLength(paths, runs, reference.run);
        lengths.push({ ...figures, comparedMs, audioMs: length * 60_000 });
      });
  } finally {
    reference.stop();
  }
  return lengths;
}

/** A recording, and a short one with which every process loads its models. */
interface RecordingPaths {
  readonly recording: string;
  readonly warmUp: string;
}

async function measureLength(
  { recording, warmUp }: RecordingPaths,
  runs: number,
  runReference: () => Promise<number>,
): Promise<Omit<LengthFigures, 'audioMs' | 'comparedMs'>> {
  const engine = await startEngine(warmUp);
  const memory = startMemoryWatch(engine.pid);
  try {
    const times: (AnalysisTime & { readonly references: number })[] = [];
    for (let run = 0; run < runs; run++) {
      const referenceMs = await runReference();
      const time = await engine.analyse(recording);
      times.push({ ...time, references: time.totalMs / referenceMs });
    }
    const stages = Object.keys(times[0]?.stages ?? {}) as Stage[];
    return {
      totalMs: middleOf(times.map(({ totalMs }) => totalMs)),
      references: middleOf(times.map(({ references }) => references)),
      stages: Object.fromEntries(
        stages.map((stage) => [stage, middleOf(times.map((time) => time.stages[stage] ?? 0))]),
      ),
      firstWordsMs: middleOf(times.map((time) => time.firstWordsMs)),
      peakMemoryBytes: memory.peakBytes(),
    };
  } finally {
    memory.stop();
    await engine.stop();
  }
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
  await nextMessage(child);
  return {
    pid: child.pid,
    async run() {
      child.send('run');
      return Number(await nextMessage(child));
    },
    stop: () => child.kill(),
  };
}

/** Runs something with a recording of a length, made of another one. */
async function withRecording<T>(
  samples: Float32Array,
  minutes: number,
  measure: (paths: RecordingPaths) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-speed-'));
  const [recording, warmUp] = [join(folder, 'recording.wav'), join(folder, 'warm-up.wav')];
  const length = Math.round(minutes * 60 * SAMPLE_RATE);
  const repeated = Float32Array.from({ length }, (_, n) => samples[n % samples.length] as number);
  try {
    await writeFile(recording, toWav(repeated, SAMPLE_RATE));
    await writeFile(warmUp, toWav(samples.slice(0, WARM_UP_S * SAMPLE_RATE), SAMPLE_RATE));
    return await measure({ recording, warmUp });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How long a program takes from its start to its end, ms. */
async function timeProgram(command: string, path: string): Promise<number> {
  const [program = '', ...args] = command.split(' ').map((part) => part.replace('{}', path));
  const start = performance.now();
  await outputOf(program, args);
  return performance.now() - start;
}

async function measureCommandLine(runs: number): Promise<CommandLineFigures> {
  const times: CommandLineFigures[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const result = await outputOf(process.execPath, [
      process.argv[1] ?? '',
      'analyze',
      sampleInterview.audio,
      '--json',
    ]);
    const totalMs = performance.now() - start;
    const { processingTimeMs } = JSON.parse(result) as { processingTimeMs: number };
    times.push({ totalMs, startMs: totalMs - processingTimeMs });
  }
  return {
    totalMs: middleOf(times.map(({ totalMs }) => totalMs)),
    startMs: middleOf(times.map(({ startMs }) => startMs)),
  };
}

function outputOf(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  child.once('error', reject);
  child.once('close', (code) =>
    code === 0 ? resolve(text) : reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)),
  );
  return promise;
}

/** NaN where nothing was run. */
const middleOf = (values: readonly number[]): number => median(values) ?? Number.NaN;
