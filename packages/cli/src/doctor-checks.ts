import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, totalmem } from 'node:os';
import {
  type Config,
  checkDatabase,
  checkMailServer,
  checkObjectStore,
  type DatabaseCheck,
  nearestFolder,
} from '@vivavoce/server/administration';

/** What was found: `text` says what is, and what to do unless it is well. */
export interface Finding {
  readonly name: string;
  /** With a warning Vivavoce works, less well than it could; with a fault it does not. */
  readonly state: 'ok' | 'warning' | 'fault';
  readonly text: string;
}

/** A check of one thing. What it throws is a fault. */
export interface Check {
  readonly name: string;
  readonly check: () => Promise<Omit<Finding, 'name'>>;
}

const GIB = 1024 ** 3;
/**
 * What is taken while a recording is analysed, bytes, rounded up (`vivavoce evaluate speed` prints it): by a worker, by each of its
 * processes, one a core, and by the server with its database.
 */
const WORKER_BYTES = 0.5 * GIB;
const PROCESS_BYTES = 0.5 * GIB;
const SERVER_BYTES = 0.5 * GIB;
/** Free space below which an operator should act, bytes: some 200 recordings of the largest size. */
const LOW_DISK_BYTES = 5 * GIB;
/** Receivers of webhooks allow five minutes (Standard Webhooks); a fifth of it is time to act, ms. */
const CLOCK_TOLERANCE_MS = 60_000;
/** No machine with a right clock runs this release before it was made. */
const RELEASED_AT = Date.parse('2026-11-01T00:00:00Z');

const ok = (text: string) => ({ state: 'ok', text }) as const;
const warning = (text: string) => ({ state: 'warning', text }) as const;
const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

/** Checks of the machine. */
export const MACHINE_CHECKS: readonly Check[] = [
  { name: 'Node', check: async () => ok(`${process.versions.node}, ${process.platform} ${process.arch}`) },
  {
    name: 'cores',
    check: async () => {
      const cores = availableParallelism();
      return cores >= 2
        ? ok(String(cores))
        : warning(`${cores}: an analysis takes twice as long as on two; more cores also serve more workers`);
    },
  },
  { name: 'clock', check: async () => checkClock() },
];

/** Checks of what the settings name. */
export const installationChecks = (config: Config): readonly Check[] => [
  { name: 'memory', check: async () => checkMemory(config) },
  { name: 'disk', check: () => checkDisk(config) },
  { name: 'port', check: () => checkPort(config) },
  { name: 'database', check: async () => describeDatabase(await checkDatabase(config)) },
  { name: 'object store', check: async () => ok(await checkObjectStore(config)) },
  ...mailChecks(config),
  { name: 'models', check: () => checkModels(config) },
];

/** The mail server, where there is one. */
const mailChecks = ({ mail }: Config): readonly Check[] =>
  mail === null ? [] : [{ name: 'mail server', check: async () => ok(await checkMailServer(mail)) }];

/** The memory that this process may use, bytes: of its container where it has a limit. */
function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function checkMemory({ workers }: Config) {
  const memory = usableMemory();
  const worker = WORKER_BYTES + availableParallelism() * PROCESS_BYTES;
  const needed = SERVER_BYTES + workers * worker;
  if (memory >= needed) return ok(gib(memory));
  const count = `${workers} worker${workers === 1 ? '' : 's'}`;
  return warning(
    `${gib(memory)}; the server and ${count} take up to ${gib(needed)}: add memory or lower VIVAVOCE_WORKERS`,
  );
}

function checkClock() {
  const now = new Date();
  if (now.getTime() >= RELEASED_AT) return ok(now.toISOString());
  throw new Error(
    `${now.toISOString()} is in the past: set the clock, best by NTP (timedatectl set-ntp true)`,
  );
}

async function checkDisk({ dataDir }: Config) {
  const folder = await nearestFolder(dataDir);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return free >= LOW_DISK_BYTES
    ? ok(`${gib(free)} free in ${folder}`)
    : warning(`${gib(free)} free in ${folder}: make room, or choose another --data-dir`);
}

async function checkPort({ host, port }: Config) {
  const address = `${host}:${port}`;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, resolve);
    });
    return ok(`${address} is free`);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      return warning(`${address} is in use: by this server if it runs, else choose another --port`);
    }
    if (code === 'EACCES') {
      throw new Error(`${address} may not be used: choose a --port above 1023, with a proxy in front`);
    }
    throw new Error(`${address} cannot be used, choose another --host or --port: ${message}`);
  } finally {
    server.close();
  }
}

function describeDatabase({ version, isEmbeddedInUse, clockAheadMs }: DatabaseCheck) {
  if (clockAheadMs === null) {
    return ok(`embedded PostgreSQL ${version}, ${isEmbeddedInUse ? 'in use' : 'starts with the server'}`);
  }
  if (Math.abs(clockAheadMs) <= CLOCK_TOLERANCE_MS) return ok(`PostgreSQL ${version}`);
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  return warning(
    `PostgreSQL ${version}, whose clock is ${seconds} s ${clockAheadMs > 0 ? 'ahead' : 'behind'}: set both by NTP`,
  );
}

/** Loads every model; weights whose checksum is wrong are refused. */
async function checkModels({ models }: Config) {
  const { createEngine } = await import('@vivavoce/engine');
  const engine = await createEngine({ models, processes: 1 });
  await engine.close();
  return ok('loaded');
}
