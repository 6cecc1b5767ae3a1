import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { analysisRequestSchema } from '@vivavoce/contract';
import {
  type Config,
  createTenant,
  openStore,
  operatorActor,
  readConfig,
  type Store,
} from '@vivavoce/server';
import { admitRun, type RunOutcome, resultOf } from '@vivavoce/server/load-measurement';
import { tenMinutes } from './ten-minutes.ts';

/** Connections that the database takes while it is measured: a worker has two, and its own default is 100. */
const MAX_CONNECTIONS = 2000;
/** Credits of a tenant: no run is refused for want of them. */
const CREDITS = 1_000_000;
const TICKS_PER_SECOND = 100;

/** How much a database did, counted from any moment. */
export interface DatabaseWork {
  readonly statements: number;
  readonly transactions: number;
  /** Processor time of all its processes, ms; null where the system does not tell. */
  readonly cpuMs: number | null;
}

/** The real database, with tenants that submit, and no engine. */
export interface QueueUnderTest {
  readonly config: Config;
  /** Its statements are counted. */
  readonly store: Store;
  readonly tenantIds: readonly string[];
  /** Admits a run as a submit does, but for its recording. */
  admit(tenantId: string, durationMs: number): Promise<string>;
  /** What a run ends with: a result as long as that of a conversation of ten minutes. */
  readonly outcome: RunOutcome;
  work(): Promise<DatabaseWork>;
  close(): Promise<void>;
}

/** Parent and processor time, own and of children that have ended, of a process; null if it has ended. */
function processTimes(pid: number): { parent: number; ticks: number; childTicks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in brackets: state, ppid, ... utime, stime, cutime and cstime are fields 14 to 17 (proc(5)).
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (field: number): number => fields[field - 3] ?? 0;
    return { parent: at(4), ticks: at(14) + at(15), childTicks: at(16) + at(17) };
  } catch {
    return null;
  }
}

/** Processor time of the postmaster and all that it started, ms; null where there is no /proc. */
function clusterCpuMs(postmaster: number | null): number | null {
  const own = postmaster === null ? null : processTimes(postmaster);
  if (!own) return null;
  let ticks = own.ticks + own.childTicks;
  for (const entry of readdirSync('/proc')) {
    const times = /^\d+$/.test(entry) ? processTimes(Number(entry)) : null;
    if (times?.parent === postmaster) ticks += times.ticks;
  }
  return (1000 * ticks) / TICKS_PER_SECOND;
}

/** How the database commits: as it does for users, or without waiting for the disk where its times do not matter. */
export type Commits = 'durable' | 'in memory';

/** Opens the store with more connections than the embedded database takes by itself. */
async function openWideStore(config: Config, commits: Commits): Promise<Store> {
  const first = await openStore(config);
  const database = await first.listener();
  await database.query(`alter system set max_connections = ${MAX_CONNECTIONS}`);
  if (commits === 'in memory') await database.query('alter system set fsync = off');
  await database.end();
  // It is the last one to leave: the database stops, and starts again with the setting.
  await first.close();
  return openStore(config);
}

/** The same store, with its statements counted, and without recordings. */
function counted(store: Store): { store: Store; statements: () => number } {
  let statements = 0;
  const db = store.db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  // Recordings are not the queue's affair.
  const objects = { ...store.objects, put: async (_key: string, body: Readable) => void body.destroy() };
  return { store: { ...store, db, objects }, statements: () => statements };
}

/** Starts an embedded database of its own with so many tenants. */
export async function openQueueUnderTest(tenants: number, commits: Commits): Promise<QueueUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-queue-'));
  const config = readConfig({ VIVAVOCE_DATA_DIR: dataDir, VIVAVOCE_LOG_LEVEL: 'silent' });
  const opened = await openWideStore(config, commits);
  const { store, statements } = counted(opened);
  const tenantIds: string[] = [];
  for (let n = 0; n < tenants; n += 1) {
    tenantIds.push((await createTenant(opened, `tenant ${n}`, { credits: CREDITS })).id);
  }
  const database = await opened.listener();
  const { rows } = await database.query('select pg_backend_pid() as pid');
  const postmaster = processTimes(rows[0].pid)?.parent ?? null;
  const upload = { path: '/dev/null', sizeBytes: 1, sha256: Buffer.alloc(32), discard: async () => {} };
  const request = analysisRequestSchema.parse({ language: 'en' });
  const fields = { externalId: null, metadata: {}, tags: [], consent: null, webhookUrl: null };
  return {
    config,
    store,
    tenantIds,
    async admit(tenantId, durationMs) {
      const by = operatorActor(tenantId);
      const submission = { tenantId, by, projectId: null, request, fields, durationMs, idempotency: null };
      const { run } = await admitRun(store, { ...submission, uploads: [upload] }, config.maxActiveRuns);
      return run.id;
    },
    outcome: { kind: 'analysed', result: { ...resultOf('success'), transcript: tenMinutes() } },
    async work() {
      const { rows: counts } = await database.query(
        'select xact_commit + xact_rollback as transactions from pg_stat_database where datname = current_database()',
      );
      const transactions = Number(counts[0].transactions);
      return { statements: statements(), transactions, cpuMs: clusterCpuMs(postmaster) };
    },
    async close() {
      await database.end();
      await opened.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
