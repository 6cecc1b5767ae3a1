import type { Stage } from '@vivavoce/contract';
import type { ServiceFigures } from './platform/speed-service.ts';
import { gainOfCores, gainOfWorkers, type LengthFigures, type SpeedFigures } from './speed-figures.ts';
import type { NetworkFigures } from './speed-networks.ts';
import type { WorkerFigures } from './speed-workers.ts';

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

/** The figures for people to read. */
export function speedTable({ cores, runs, referenceMs, ...figures }: SpeedFigures): string {
  const { lengths, cli, networks, workers, service } = figures;
  return `${[
    ...lengthRows(lengths),
    '',
    ...growthLines(lengths),
    `Command line, sample interview: ${seconds(cli.totalMs)}, of which ${seconds(cli.startMs)} beyond the analysis.`,
    `Medians of ${runs} on ${cores} cores. Reference, the encoder on one thread over 60 s of sound: ${seconds(referenceMs)}.`,
    'Memory is of all processes of a worker that analyse, shared pages counted once.',
    networkLine(networks),
    ...(workers === null ? [] : [workerLine(workers)]),
    ...serviceLines(service),
  ].join('\n')}\n`;
}

function lengthRows(lengths: readonly LengthFigures[]): string[] {
  const row = (name: string, cellOf: (length: LengthFigures) => string) =>
    name.padEnd(28) + lengths.map((length) => cellOf(length).padStart(16)).join('');
  const share = (ms: number, { audioMs }: LengthFigures) => (ms / audioMs).toFixed(4);
  const stages = Object.keys(lengths[0]?.stages ?? {}) as Stage[];
  const isCompared = lengths.some(({ comparedMs }) => comparedMs !== null);
  return [
    row('minutes of audio', ({ audioMs }) => (audioMs / 60_000).toFixed(1)),
    ...stages.map((stage) => row(`${stage}, share of length`, (one) => share(one.stages[stage] ?? 0, one))),
    row('all, share of length', (one) => share(one.totalMs, one)),
    row('all, time', ({ totalMs }) => seconds(totalMs)),
    row('all, times the reference', ({ references }) => references.toFixed(2)),
    row('first words after', ({ firstWordsMs }) => seconds(firstWordsMs)),
    row('peak memory, MiB', ({ peakMemoryBytes }) => mebibytes(peakMemoryBytes)),
    ...(isCompared
      ? [row('compared, share of length', (one) => share(one.comparedMs ?? Number.NaN, one))]
      : []),
  ];
}

function growthLines([first, ...longer]: readonly LengthFigures[]): string[] {
  if (first === undefined) return [];
  const minutes = ({ audioMs }: LengthFigures) => (audioMs / 60_000).toFixed(0);
  return longer.map(
    (one) =>
      `${minutes(one)} minutes take ${(one.totalMs / first.totalMs).toFixed(2)} times as long as ${minutes(first)}.`,
  );
}

function networkLine({ voicesMs, encoderMs, wordsMs, alignmentMs, wordsPerSecond }: NetworkFigures): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return `One process, a second of sound with ${wordsPerSecond.toFixed(1)} words: voices ${ms(voicesMs)}, encoder ${ms(encoderMs)}, words with the encoder ${ms(wordsMs)}, alignment ${ms(alignmentMs)}.`;
}

function workerLine(figures: WorkerFigures): string {
  const { half } = figures;
  return `A worker on ${2 * half} cores is ${gainOfCores(figures).toFixed(2)} times as fast as on ${half}; two workers on ${half} each do ${gainOfWorkers(figures).toFixed(2)} times as much as one.`;
}

function serviceLines({ idle, submit }: ServiceFigures): string[] {
  return [
    `Idle, MiB: server ${mebibytes(idle.serverBytes)}, worker ${mebibytes(idle.workerBytes)}, PostgreSQL ${mebibytes(idle.databaseBytes)}.`,
    `25 MiB from the same machine: accepted after ${seconds(submit.idleMs)}, while a run is analysed after ${seconds(submit.busyMs)}.`,
  ];
}
