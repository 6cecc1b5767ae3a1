import { rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { submitResponseSchema } from '@vivavoce/contract';
import { createClient, createKey, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command } from 'commander';
import { fastify } from 'fastify';
import { wholeNumber } from '../whole-number.ts';
import { startMachine } from './machine.ts';

const CONNECTIONS = 200;
const SUBMITS = 100;
const SUBMITS_AT_ONCE = 20;
const PROBES = 10;

interface Options {
  readonly seconds: number;
  readonly queued: number;
  readonly json?: boolean;
}

/** How many answers a second came, and how long they took. */
interface Rate {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** `vivavoce evaluate load`: how many polls and submits a server answers, and how long a run waits behind many others. */
export function loadCommand(): Command {
  return new Command('load')
    .description('Count the polls and submits that a server answers, beside a bare route, and time its queue')
    .option('--seconds <number>', 'how long to poll', wholeNumber, 5)
    .option('--queued <number>', 'runs that wait when another client comes', wholeNumber, 1000)
    .option('--json', 'print the figures as JSON')
    .action(async ({ seconds, queued, json }: Options) => {
      const figures = await measureLoad(seconds, queued);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures));
    });
}

type Figures = Awaited<ReturnType<typeof measureLoad>>;

function tableOf({ bare, polls, submits, waits, queued }: Figures): string {
  const line = (name: string, { perSecond, p50Ms, p99Ms }: Rate): string =>
    `${name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)} ${p50Ms.toFixed(1).padStart(9)} ${p99Ms.toFixed(1).padStart(9)}\n`;
  return [
    `${''.padEnd(34)} a second   p50, ms   p99, ms\n`,
    line(`a bare route, ${CONNECTIONS} connections`, bare),
    line(`polls, ${CONNECTIONS} connections`, polls),
    line(`submits, ${SUBMITS_AT_ONCE} at once`, submits),
    `polls reach ${((100 * polls.perSecond) / bare.perSecond).toFixed(0)} % of the bare route\n`,
    `behind ${queued} runs of another client a run begins after ${waits.p50Ms.toFixed(0)} ms (p50), ${waits.p99Ms.toFixed(0)} ms (most)\n`,
  ].join('');
}

function rateOf(took: readonly number[], seconds: number): Rate {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { perSecond: took.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Asks one address over many connections, one request after the other on each, for some seconds. */
async function hammer(url: string, headers: Record<string, string>, seconds: number): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const end = performance.now() + 1000 * seconds;
  const took: number[] = [];
  const once = (): Promise<number> =>
    new Promise((done, fail) => {
      const started = performance.now();
      get(url, { agent, headers }, (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 200) done(performance.now() - started);
          else fail(new Error(`${url} answered ${response.statusCode}`));
        });
      }).once('error', fail);
    });
  await once();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) took.push(await once());
    }),
  );
  agent.destroy();
  return rateOf(took, seconds);
}

/** The same framework and database with one query and nothing else: what a poll could cost at best. */
async function measureBare(store: Store, runId: string, seconds: number): Promise<Rate> {
  const app = fastify();
  app.get('/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const row = await store.db.selectFrom('runs').select('body').where('id', '=', id).executeTakeFirst();
    return reply.header('content-type', 'application/json').send(row?.body);
  });
  try {
    return await hammer(`${await app.listen({ port: 0 })}/${runId}`, {}, seconds);
  } finally {
    await app.close();
  }
}

/** Submits a recording that is analysed in so many ms; gives the id of its run. */
async function submit(url: string, key: string, takesMs: number): Promise<string> {
  const form = new FormData();
  form.append('audio', new Blob([JSON.stringify({ durationMs: 60_000, takesMs })]), 'recording');
  const init = { method: 'POST', headers: { 'x-api-key': key }, body: form };
  return submitResponseSchema.parse(await (await fetch(`${url}/analyze`, init)).json()).id;
}

/** Submits many, some at once. */
async function submitMany(url: string, key: string, count: number, takesMs: number): Promise<Rate> {
  const took: number[] = [];
  const started = performance.now();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const sent = performance.now();
      await submit(url, key, takesMs);
      took.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: SUBMITS_AT_ONCE }, lane));
  return rateOf(took, (performance.now() - started) / 1000);
}

/** How long runs of a client wait until a worker begins, while those of another queue. */
async function measureWaits(store: Store, url: string, key: string): Promise<Rate> {
  const waits: number[] = [];
  for (let n = 0; n < PROBES; n += 1) {
    const id = await submit(url, key, 0);
    for (;;) {
      const runs = store.db.selectFrom('runs').select(['started_at', 'submitted_at']);
      const run = await runs.where('id', '=', id).executeTakeFirstOrThrow();
      if (run.started_at) {
        waits.push(run.started_at.getTime() - run.submitted_at.getTime());
        break;
      }
      await sleep(20);
    }
  }
  return { ...rateOf(waits, 1), p99Ms: Math.max(...waits) };
}

/** Measures a server of its own, with one worker, on this machine; the one who asks runs beside it. */
export async function measureLoad(seconds: number, queued: number) {
  const folder = join(tmpdir(), `vivavoce-load-${process.pid}`);
  const settings = readConfig({
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  const config = { ...settings, workers: 1, minDurationMs: 0, requestsPerMinute: 100_000_000 };
  const machine = await startMachine(config);
  const store = await openStore(config);
  try {
    const url = `${machine.url()}/api/v1/speech`;
    const keyOf = async (name: string): Promise<string> => {
      await createClient(store, name, { credits: 10 * (queued + SUBMITS) });
      return (await createKey(store, name)).key;
    };
    const [large, small] = [await keyOf('large'), await keyOf('small')];
    const runId = await submit(url, small, 0);
    const isDone = async (): Promise<boolean> =>
      (await store.db.selectFrom('runs').select('status').where('id', '=', runId).executeTakeFirst())
        ?.status === 'success';
    while (!(await isDone())) await sleep(50);
    const bare = await measureBare(store, runId, seconds);
    const polls = await hammer(`${url}/analyze/${runId}`, { 'x-api-key': small }, seconds);
    const submits = await submitMany(url, large, SUBMITS, 100);
    await submitMany(url, large, Math.max(0, queued - SUBMITS), 100);
    const waits = await measureWaits(store, url, small);
    return { connections: CONNECTIONS, bare, polls, submits, queued, waits };
  } finally {
    await machine.stop();
    await store.close().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
