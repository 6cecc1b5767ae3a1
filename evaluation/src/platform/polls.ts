import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Transcript } from '@vivavoce/contract';
import type { Config, Store } from '@vivavoce/server';
import type { Target } from './connection.ts';
import { askAtFullSpeed, askAtRate, type Rate } from './rates.ts';
import { submit } from './submits.ts';
import { tenMinutes } from './ten-minutes.ts';

const BARE_SERVER = fileURLToPath(new URL('bare-server-process.ts', import.meta.url));
const CONNECTIONS = 200;
/** Requests a second where it is asked how long they take: at full speed the connections wait for each other. */
const STEADY_RATE = 500;
/** Every kind is measured so often, in turn with the others; the middle of its figures count. */
const ROUNDS = 3;
/** Different runs of one client that are polled: the same one would be read once for many. */
const RUNS_OF_ONE = 40;

/** How polls of one kind fared. */
export interface PollFigures extends Rate {
  readonly name: string;
  /** Their number over that of the bare route in the same round; null for the bare route itself. */
  readonly shareOfBare: number | null;
}

/** A finished run. */
interface FinishedRun {
  readonly id: string;
  /** Length of its result, bytes. */
  readonly bytes: number;
  /** The key of its client. */
  readonly key: string;
}

/** Has some recordings analysed, one for each of some keys. */
async function finishedRuns(
  store: Store,
  url: string,
  keys: readonly string[],
  said?: Transcript,
): Promise<FinishedRun[]> {
  const ids = await Promise.all(keys.map((key) => submit(url, key, 0, said)));
  for (;;) {
    const rows = await store.db.selectFrom('runs').select(['id', 'body']).where('id', 'in', ids).execute();
    const bodies = new Map(rows.map(({ id, body }) => [id, body]));
    if (rows.every(({ body }) => body !== null)) {
      return ids.map((id, n) => ({ id, bytes: Buffer.byteLength(bodies.get(id) ?? ''), key: keys[n] ?? '' }));
    }
    await sleep(50);
  }
}

/** Starts the bare route in a process of its own. */
async function startBareServer(config: Config): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(BARE_SERVER, [JSON.stringify(config)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** One kind of request: to which targets, measured how, and which kind it is compared to. */
interface Kind {
  readonly name: string;
  readonly targets: readonly Target[];
  readonly steady?: true;
  readonly comparedTo?: string;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Measures every kind once a round. */
async function measureKinds(kinds: readonly Kind[], seconds: number): Promise<PollFigures[]> {
  const rates = new Map<string, Rate[]>(kinds.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, targets, steady } of kinds) {
      const rate = steady
        ? await askAtRate(targets, CONNECTIONS, seconds, STEADY_RATE)
        : await askAtFullSpeed(targets, CONNECTIONS, seconds);
      rates.get(name)?.push(rate);
    }
  }
  return kinds.map(({ name, comparedTo }) => {
    const own = rates.get(name) ?? [];
    const bare = comparedTo === undefined ? null : (rates.get(comparedTo) ?? []);
    const shares = bare && own.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? 1));
    return {
      name,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      p50Ms: median(own.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(own.map(({ p99Ms }) => p99Ms)),
      shareOfBare: shares && median(shares),
    };
  });
}

/**
 * Polls finished runs over 200 connections: of one client, of many, with a short result and a long one; beside a bare route that
 * sends the same.
 * @param url where the API's routes about speech are.
 * @param keys of the clients, one each.
 */
export async function measurePolls(
  config: Config,
  store: Store,
  url: string,
  keys: readonly string[],
  seconds: number,
): Promise<PollFigures[]> {
  const one = Array<string>(RUNS_OF_ONE).fill(keys[0] ?? '');
  const short = await finishedRuns(store, url, one);
  const long = await finishedRuns(store, url, one, tenMinutes());
  const ofMany = await finishedRuns(store, url, keys);
  const bare = await startBareServer(config);
  const plain = (runs: readonly FinishedRun[]): Target[] =>
    runs.map(({ id }) => ({ url: `${bare.url}/${id}`, headers: {} }));
  const polls = (runs: readonly FinishedRun[]): Target[] =>
    runs.map(({ id, key }) => ({ url: `${url}/analyze/${id}`, headers: { 'x-api-key': key } }));
  const sizeOf = ([run]: readonly FinishedRun[]): string => `${((run?.bytes ?? 0) / 1000).toFixed(0)} kB`;
  const [few, many] = [sizeOf(short), sizeOf(long)];
  const kinds: Kind[] = [
    { name: `bare route, ${few}`, targets: plain(short) },
    { name: `polls, ${few}`, targets: polls(short), comparedTo: `bare route, ${few}` },
    {
      name: `polls of ${keys.length} clients, ${few}`,
      targets: polls(ofMany),
      comparedTo: `bare route, ${few}`,
    },
    { name: `bare route, ${many}`, targets: plain(long) },
    { name: `polls, ${many}`, targets: polls(long), comparedTo: `bare route, ${many}` },
    { name: `bare route, ${few}, ${STEADY_RATE} a second`, targets: plain(short), steady: true },
    { name: `polls, ${few}, ${STEADY_RATE} a second`, targets: polls(short), steady: true },
  ];
  try {
    return await measureKinds(kinds, seconds);
  } finally {
    await bare.stop();
  }
}
