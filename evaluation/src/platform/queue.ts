import { Command } from 'commander';
import { wholeNumber } from '../whole-number.ts';
import { type Arrival, arrivalsOf, HOUR_MS } from './queue-arrivals.ts';
import { type Commits, openQueueUnderTest, type QueueUnderTest } from './queue-database.ts';
import { percentilesOf, simulateDay, waitsBySize } from './queue-day.ts';
import type { DayFigures, QueueFigures, RealFigures } from './queue-figures.ts';
import { measureBacklog, measureQueueLoad } from './queue-load.ts';
import { modelScheduler, plainScheduler, realScheduler } from './queue-scheduler.ts';
import { queueTable } from './queue-table.ts';

interface Options {
  readonly runs: number;
  readonly tenants: number;
  readonly workers: readonly number[];
  readonly real: number;
  readonly busy: readonly number[];
  readonly waiting: readonly number[];
  readonly seconds: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** When the busiest part of a simulated day begins. */
const BUSY_FROM_MS = 10 * HOUR_MS;

const numbersOf = (text: string): number[] => (text === '' ? [] : text.split(',').map(wholeNumber));

/** `vivavoce evaluate queue`: waiting times, fairness and database load with many workers and tenants. */
export function queueCommand(): Command {
  return new Command('queue')
    .description(
      'Simulate days of many tenants on the queue, and measure what busy workers ask of its database',
    )
    .option('--runs <number>', 'runs of a day', wholeNumber, 10_000)
    .option('--tenants <number>', 'tenants, of very different sizes', wholeNumber, 500)
    .option('--workers <list>', 'numbers of workers to simulate a day with', numbersOf, [200, 32, 24])
    .option('--real <number>', 'runs of the busiest hours to put through the real queue', wholeNumber, 10_000)
    .option('--busy <list>', 'numbers of busy workers whose load is measured', numbersOf, [50, 100, 200, 400])
    .option('--waiting <list>', 'numbers of runs among which a claim is timed', numbersOf, [100, 1000, 4000])
    .option('--seconds <number>', 'how long each number of busy workers is measured', wholeNumber, 20)
    .option('--seed <number>', 'of the simulated day', wholeNumber, 1)
    .option('--json', 'print the figures as JSON, a line each')
    .action(async ({ json, ...options }: Options) => {
      // Each as soon as it is known: all of them take a quarter of an hour.
      for await (const part of measureQueue(options)) {
        process.stdout.write(json ? `${JSON.stringify(part)}\n` : queueTable(part));
        if (part.kind === 'real' && part.figures.different > 0) process.exitCode = 1;
      }
    });
}

/** A database of its own for each measurement, so that none meets what another left. */
async function withQueue<T>(
  tenants: number,
  commits: Commits,
  measure: (queue: QueueUnderTest) => Promise<T>,
): Promise<T> {
  const queue = await openQueueUnderTest(tenants, commits);
  try {
    return await measure(queue);
  } finally {
    await queue.close();
  }
}

/** The cap on runs of a tenant at once that servers have unless they are told otherwise. */
const CAP = 8;

async function dayWith(arrivals: readonly Arrival[], tenants: number, workers: number): Promise<DayFigures> {
  const { starts, ...rest } = await simulateDay(modelScheduler(tenants, CAP), arrivals, workers);
  const plain = await simulateDay(plainScheduler(), arrivals, workers);
  return { workers, ...rest, waits: waitsBySize(starts), plainWaits: waitsBySize(plain.starts) };
}

/** Puts runs through the real queue, and counts where it departs from the rules in memory. */
export async function compareWithRules(
  queue: QueueUnderTest,
  arrivals: readonly Arrival[],
  workers: number,
): Promise<RealFigures> {
  const claimsMs: number[] = [];
  const before = await queue.work();
  const real = await simulateDay(realScheduler(queue, claimsMs), arrivals, workers);
  const after = await queue.work();
  const model = modelScheduler(queue.tenantIds.length, queue.config.maxActiveRuns);
  const { starts } = await simulateDay(model, arrivals, workers);
  const isSame = (n: number): boolean =>
    starts[n]?.arrival === real.starts[n]?.arrival && starts[n]?.waitMs === real.starts[n]?.waitMs;
  return {
    workers,
    runs: arrivals.length,
    different: starts.filter((_, n) => !isSame(n)).length,
    mostActive: real.mostActive,
    statementsPerRun: (after.statements - before.statements) / arrivals.length,
    claimMs: percentilesOf(claimsMs),
  };
}

/** Simulates the days, and measures the real queue, loads and claims, one after another. */
async function* measureQueue(options: Omit<Options, 'json'>): AsyncGenerator<QueueFigures> {
  const { tenants, workers, busy, waiting, seconds } = options;
  const arrivals = arrivalsOf(options);
  for (const count of workers) {
    yield { kind: 'day', figures: await dayWith(arrivals, tenants, count) };
  }
  if (options.real > 0 && workers.length > 0) {
    // Where the workers are fewest, most depends on whose turn it is.
    const scarce = Math.min(...workers);
    const busiest = arrivals.filter(({ atMs }) => atMs >= BUSY_FROM_MS).slice(0, options.real);
    const compare = (queue: QueueUnderTest) => compareWithRules(queue, busiest, scarce);
    yield { kind: 'real', figures: await withQueue(tenants, 'in memory', compare) };
  }
  for (const count of busy) {
    const measure = (queue: QueueUnderTest) => measureQueueLoad(queue, count, seconds);
    yield { kind: 'load', figures: await withQueue(tenants, 'durable', measure) };
  }
  for (const count of waiting) {
    const measure = (queue: QueueUnderTest) => measureBacklog(queue, count);
    yield { kind: 'backlog', figures: await withQueue(tenants, 'durable', measure) };
  }
}
