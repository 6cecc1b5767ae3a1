import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiKey, createTenant, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command } from 'commander';
import { wholeNumber } from '../whole-number.ts';
import { measurePolls, type PollFigures } from './polls.ts';
import type { Rate } from './rates.ts';
import { startServerUnderTest } from './server-under-test.ts';
import { submit, submitMany } from './submits.ts';

/** Clients that poll at once, where it is not one. */
const CLIENTS = 20;
const SUBMITS = 100;
const SUBMITS_AT_ONCE = 20;
const SUBMIT_TAKES_MS = 100;
const PROBES = 10;

interface Options {
  readonly seconds: number;
  readonly queued: number;
  readonly json?: boolean;
}

/** What a server answered. */
export interface LoadFigures {
  readonly polls: readonly PollFigures[];
  readonly submits: Rate;
  /** Runs of another client that waited. */
  readonly queued: number;
  /** How long runs behind them waited for a worker. */
  readonly waits: { readonly middleMs: number; readonly mostMs: number };
}

/** `vivavoce evaluate load`: how many polls and submits a server answers, and how long a run waits behind many others. */
export function loadCommand(): Command {
  return new Command('load')
    .description('Count the polls and submits that a server answers, beside a bare route, and time its queue')
    .option('--seconds <number>', 'how long each kind of poll is measured, three times', wholeNumber, 5)
    .option('--queued <number>', 'runs that wait when another client comes', wholeNumber, 1000)
    .option('--json', 'print the figures as JSON')
    .action(async ({ seconds, queued, json }: Options) => {
      const figures = await measureLoad(seconds, queued);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures));
    });
}

function tableOf({ polls, submits, waits, queued }: LoadFigures): string {
  const line = (name: string, { perSecond, p50Ms, p99Ms }: Rate, share: number | null): string => {
    const numbers = [perSecond.toFixed(0), p50Ms.toFixed(1), p99Ms.toFixed(1)];
    const last = share === null ? '' : `${(100 * share).toFixed(0)} %`;
    return `${name.padEnd(38)}${[...numbers, last].map((text) => text.padStart(13)).join('')}\n`;
  };
  const head = ['a second', 'p50, ms', 'p99, ms', 'of the bare'].map((text) => text.padStart(13));
  return [
    `${''.padEnd(38)}${head.join('')}\n`,
    ...polls.map(({ name, shareOfBare, ...rate }) => line(name, rate, shareOfBare)),
    line(`submits, ${SUBMITS_AT_ONCE} at once`, submits, null),
    `behind ${queued} runs of another client a run begins after ${waits.middleMs.toFixed(0)} ms (half of them), ${waits.mostMs.toFixed(0)} ms (all)\n`,
  ].join('');
}

/** How long runs of a client wait until a worker begins, while those of another queue. */
async function measureWaits(store: Store, url: string, key: string): Promise<LoadFigures['waits']> {
  const waits: number[] = [];
  while (waits.length < PROBES) {
    const id = await submit(url, key, 0);
    for (let started = false; !started; ) {
      await sleep(20);
      const runs = store.db.selectFrom('runs').select(['started_at', 'submitted_at']);
      const run = await runs.where('id', '=', id).executeTakeFirstOrThrow();
      if (!run.started_at) continue;
      waits.push(run.started_at.getTime() - run.submitted_at.getTime());
      started = true;
    }
  }
  waits.sort((a, b) => a - b);
  return { middleMs: waits[PROBES / 2] ?? 0, mostMs: waits.at(-1) ?? 0 };
}

/** Measures a server of its own, with one worker, on this machine; the one who asks runs beside it. */
export async function measureLoad(seconds: number, queued: number): Promise<LoadFigures> {
  const folder = join(tmpdir(), `vivavoce-load-${process.pid}`);
  const settings = readConfig({
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  const config = { ...settings, workers: 1, minDurationMs: 0, requestsPerMinute: 100_000_000 };
  const machine = await startServerUnderTest(config);
  const store = await openStore(config);
  try {
    const url = `${machine.url()}/api/v1/speech`;
    const keyOf = async (name: string): Promise<string> => {
      await createTenant(store, name, { credits: 10 * (queued + SUBMITS) });
      return (await createApiKey(store, name)).key;
    };
    const small = await Promise.all(Array.from({ length: CLIENTS }, (_, n) => keyOf(`small ${n}`)));
    const large = await keyOf('large');
    const polls = await measurePolls(config, store, url, small, seconds);
    const many = { atOnce: SUBMITS_AT_ONCE, takesMs: SUBMIT_TAKES_MS };
    const submits = await submitMany(url, large, { ...many, count: SUBMITS });
    await submitMany(url, large, { ...many, count: Math.max(0, queued - SUBMITS) });
    const waits = await measureWaits(store, url, small[0] ?? '');
    return { polls, submits, queued, waits };
  } finally {
    await machine.stop();
    await store.close().catch(() => undefined); // Its database may have stopped already.
    await rm(folder, { recursive: true, force: true });
  }
}
