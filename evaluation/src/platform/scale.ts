import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTenant, createUser, openStore, readConfig, type Store } from '@vivavoce/server';
import { Command } from 'commander';
import { wholeNumber } from '../whole-number.ts';
import { rateOf } from './rates.ts';
import { seedBooks, seedRuns } from './scale-seed.ts';
import { startServerUnderTest } from './server-under-test.ts';

interface Options {
  readonly runs: number;
  readonly requests: number;
  readonly json?: boolean;
}

/** A request that is timed, with what it may take. */
interface TimedRequest {
  readonly name: string;
  /** Below /api/v1. */
  readonly path: string;
  /** Longest time at the median and at the 99th percentile, ms; null without a target. */
  readonly targetMs: readonly [median: number, p99: number | null] | null;
  /** Whether the time ends with the first byte of the body. */
  readonly isStream?: true;
}

/** How long requests of a kind took. */
export interface ScaleFigure extends TimedRequest {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const LIST = [50, 150] as const;
const LIST_PATH = '/speech/runs?limit=50';

const REQUESTS: readonly TimedRequest[] = [
  { name: 'list, newest', path: LIST_PATH, targetMs: LIST },
  { name: 'list, by overall score', path: `${LIST_PATH}&sort=overall`, targetMs: LIST },
  { name: 'list, by name', path: `${LIST_PATH}&sort=name&order=asc`, targetMs: LIST },
  { name: 'search, one candidate', path: `${LIST_PATH}&externalId=candidate-1001`, targetMs: LIST },
  { name: 'search, nobody', path: `${LIST_PATH}&externalId=nobody`, targetMs: LIST },
  { name: 'status, failed', path: `${LIST_PATH}&status=failed`, targetMs: LIST },
  { name: 'tag, every third run', path: `${LIST_PATH}&tag=round%201`, targetMs: LIST },
  { name: 'tag, one in a thousand', path: `${LIST_PATH}&tag=executive`, targetMs: LIST },
  { name: 'tag that nobody has', path: `${LIST_PATH}&tag=nothing`, targetMs: LIST },
  { name: 'metadata, every eighth run', path: `${LIST_PATH}&metadata[site]=site%203`, targetMs: LIST },
  { name: 'metadata, 25 runs', path: `${LIST_PATH}&metadata[requisition]=r-1000`, targetMs: LIST },
  { name: 'metadata that nobody has', path: `${LIST_PATH}&metadata[site]=nowhere`, targetMs: LIST },
  { name: 'statistics of a year', path: '/statistics?days=366', targetMs: [150, null] },
  { name: 'fairness, 8 groups', path: '/fairness?group=site', targetMs: [300, null] },
  { name: 'audit log, newest', path: '/audit?limit=50', targetMs: LIST },
  { name: 'audit log as CSV, first byte', path: '/audit?format=csv', targetMs: [1000, null], isStream: true },
];

/** `vivavoce evaluate scale`: how long lists, filters and figures take with many runs. */
export function scaleCommand(): Command {
  return new Command('scale')
    .description('Time lists, searches, filters and figures of a client with half of so many runs, over HTTP')
    .option('--runs <number>', 'runs of both clients together', wholeNumber, 200_000)
    .option('--requests <number>', 'how often each request is sent', wholeNumber, 50)
    .option('--json', 'print the figures as JSON')
    .action(async ({ runs, requests, json }: Options) => {
      const figures = await measureScale(runs, requests);
      process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : tableOf(figures, runs, requests));
    });
}

function tableOf(figures: readonly ScaleFigure[], runs: number, requests: number): string {
  const line = (name: string, ...cells: readonly string[]): string =>
    `${name.padEnd(32)}${cells.map((text) => text.padStart(12)).join('')}\n`;
  const rows = figures.map(({ name, p50Ms, p99Ms, targetMs }) => {
    const isOver =
      targetMs !== null && (p50Ms > targetMs[0] || (targetMs[1] !== null && p99Ms > targetMs[1]));
    const target = targetMs === null ? '' : targetMs.map((ms) => ms ?? '-').join('/');
    return line(name, p50Ms.toFixed(1), p99Ms.toFixed(1), target, isOver ? 'over' : '');
  });
  return [
    `${runs / 2} runs of the client, ${runs} in all; ${requests} requests of each kind, one at a time\n`,
    line('', 'median, ms', 'p99, ms', 'at most, ms', ''),
    ...rows,
  ].join('');
}

/** The cookie of somebody who is signed in as the owner of a tenant. */
async function ownerCookie(store: Store, url: string, tenantName: string): Promise<string> {
  const owner = { email: 'owner@example.com', name: 'Owner', role: 'owner' } as const;
  const { token } = await createUser(store, tenantName, owner);
  const response = await fetch(`${url}/api/v1/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const [cookie = ''] = response.headers.getSetCookie()[0]?.split(';') ?? [];
  if (!response.ok || cookie === '') throw new Error(`The owner could not sign in: ${response.status}`);
  return cookie;
}

/** How long a request takes, ms. */
async function time(url: string, cookie: string, { path, isStream }: TimedRequest): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}/api/v1${path}`, { headers: { cookie } });
  if (!response.ok || response.body === null)
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  const reader = response.body.getReader();
  await reader.read();
  if (!isStream) while (!(await reader.read()).done);
  const took = performance.now() - started;
  await reader.cancel();
  return took;
}

/** Measures a server of its own on this machine, without other load; whoever asks runs beside it. */
export async function measureScale(runs: number, requests: number): Promise<readonly ScaleFigure[]> {
  const folder = join(tmpdir(), `vivavoce-scale-${process.pid}`);
  const settings = readConfig({
    VIVAVOCE_DATA_DIR: folder,
    VIVAVOCE_PORT: '0',
    VIVAVOCE_LOG_LEVEL: 'silent',
  });
  const config = { ...settings, workers: 0, requestsPerMinute: 1_000_000 };
  const machine = await startServerUnderTest(config);
  const store = await openStore(config);
  try {
    const [measured, other] = [await createTenant(store, 'Measured'), await createTenant(store, 'Other')];
    const half = Math.floor(runs / 2);
    const database = await store.listener();
    try {
      // The other one's rows lie before and behind.
      await seedRuns(database, other.id, Math.floor(half / 2));
      await seedRuns(database, measured.id, half);
      await seedRuns(database, other.id, runs - half - Math.floor(half / 2));
      for (const { id } of [measured, other]) await seedBooks(database, id);
      await database.query('vacuum (analyze)');
    } finally {
      await database.end();
    }
    const cookie = await ownerCookie(store, machine.url(), measured.name);
    const figures: ScaleFigure[] = [];
    for (const request of REQUESTS) {
      const took: number[] = [];
      // The first one finds nothing in memory.
      await time(machine.url(), cookie, request);
      for (let n = 0; n < requests; n++) took.push(await time(machine.url(), cookie, request));
      const { p50Ms, p99Ms } = rateOf(took, 1);
      figures.push({ ...request, p50Ms, p99Ms });
    }
    return figures;
  } finally {
    await machine.stop();
    await store.close().catch(() => undefined); // Its database may have stopped already.
    await rm(folder, { recursive: true, force: true });
  }
}
