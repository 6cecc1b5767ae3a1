import { Command } from 'commander';
import { wholeNumber } from '../whole-number.ts';
import { arrivalsOf } from './queue-arrivals.ts';
import { openQueueUnderTest, type QueueUnderTest } from './queue-database.ts';
import { type DayFigures, type GroupWaits, simulateDay } from './queue-day.ts';
import { type BacklogFigures, type LoadFigures, measureBacklog, measureQueueLoad } from './queue-load.ts';

interface Options {
  readonly runs: number;
  readonly tenants: number;
  readonly workers: readonly number[];
  readonly busy: readonly number[];
  readonly waiting: readonly number[];
  readonly seconds: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** What `vivavoce evaluate queue` measures. */
export interface QueueFigures {
  readonly days: readonly DayFigures[];
  readonly loads: readonly LoadFigures[];
  readonly backlogs: readonly BacklogFigures[];
}

const numbersOf = (text: string): number[] => (text === '' ? [] : text.split(',').map(wholeNumber));

/** `vivavoce evaluate queue`: waiting times, fairness and database load with many workers and tenants. */
export function queueCommand(): Command {
  return new Command('queue')
    .description(
      'Simulate days of many tenants on the real queue, and measure what busy workers ask of its database',
    )
    .option('--runs <number>', 'runs of a day', wholeNumber, 10_000)
    .option('--tenants <number>', 'tenants, of very different sizes', wholeNumber, 500)
    .option('--workers <list>', 'numbers of workers to simulate a day with', numbersOf, [200, 32, 24])
    .option('--busy <list>', 'numbers of busy workers whose load is measured', numbersOf, [50, 100, 200, 400])
    .option('--waiting <list>', 'numbers of runs among which a claim is timed', numbersOf, [100, 1000, 4000])
    .option('--seconds <number>', 'how long each number of busy workers is measured', wholeNumber, 20)
    .option('--seed <number>', 'of the simulated day', wholeNumber, 1)
    .option('--json', 'print the figures as JSON')
    .action(async ({ json, ...options }: Options) => {
      const figures = await measureQueue(options);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures));
    });
}

/** A database of its own for each measurement, so that none meets what another left. */
async function withQueue<T>(tenants: number, measure: (queue: QueueUnderTest) => Promise<T>): Promise<T> {
  const queue = await openQueueUnderTest(tenants);
  try {
    return await measure(queue);
  } finally {
    await queue.close();
  }
}

/** Simulates the days, and measures loads and claims, one after another. */
export async function measureQueue(options: Omit<Options, 'json'>): Promise<QueueFigures> {
  const { tenants, workers, busy, waiting, seconds } = options;
  const arrivals = arrivalsOf(options);
  const days: DayFigures[] = [];
  for (const count of workers) {
    days.push(await withQueue(tenants, (queue) => simulateDay(queue, arrivals, count)));
  }
  const loads: LoadFigures[] = [];
  for (const count of busy) {
    loads.push(await withQueue(tenants, (queue) => measureQueueLoad(queue, count, seconds)));
  }
  const backlogs =
    waiting.length > 0 ? await withQueue(tenants, (queue) => measureBacklog(queue, waiting)) : [];
  return { days, loads, backlogs };
}

const line = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(26)}${cells.map((text) => text.padStart(13)).join('')}\n`;

const waitCells = ({ medianS, p95S, mostS }: GroupWaits): string[] =>
  [medianS, p95S, mostS].map((seconds) => seconds.toFixed(0));

function dayTable(day: DayFigures): string {
  const rows = day.waits.map((own, n) => {
    const fifo = day.fifoWaits[n];
    return line(own.name, [String(own.runs), ...waitCells(own), ...(fifo ? waitCells(fifo) : [])]);
  });
  const { workers, busyShare, mostActive, outOfOrder, claimMs, statementsPerRun } = day;
  return [
    `A day with ${workers} workers, busy ${(100 * busyShare).toFixed(0)} % of it; waits in s, and what one queue for all would make of them\n`,
    line('', ['runs', 'median', 'p95', 'longest', 'median', 'p95', 'longest']),
    ...rows,
    `at most ${mostActive} runs of a tenant at once; ${outOfOrder} out of order; a claim took ${claimMs.p50.toFixed(1)} ms (p95 ${claimMs.p95.toFixed(1)}); ${statementsPerRun.toFixed(1)} statements a run\n\n`,
  ].join('');
}

function tableOf({ days, loads, backlogs }: QueueFigures): string {
  const loadRows = loads.map(({ workers, cores, claimMs, progressMs, ...rates }) =>
    line(`${workers} busy workers`, [
      rates.statementsPerSecond.toFixed(0),
      rates.transactionsPerSecond.toFixed(0),
      cores === null ? '-' : cores.toFixed(2),
      ...[claimMs, progressMs].flatMap(({ p50, p95 }) => [p50.toFixed(1), p95.toFixed(1)]),
    ]),
  );
  const backlogRows = backlogs.map(({ waiting, claimMs }) =>
    line(`${waiting} runs wait`, [claimMs.p50.toFixed(1), claimMs.p95.toFixed(1)]),
  );
  return [
    ...days.map(dayTable),
    ...(loads.length > 0
      ? [
          line('', ['statements/s', 'commits/s', 'cores', 'claim, ms', 'p95', 'progress, ms', 'p95']),
          ...loadRows,
          '\n',
        ]
      : []),
    ...(backlogs.length > 0 ? [line('', ['claim, ms', 'p95']), ...backlogRows] : []),
  ].join('');
}
