import { setTimeout as sleep } from 'node:timers/promises';
import { STAGES } from '@vivavoce/contract';
import {
  CHANGE_CHANNEL,
  type Claim,
  claimRun,
  ERASURE_CHANNEL,
  finishRun,
  listenTo,
  renewLease,
  saveProgress,
  WORK_CHANNEL,
} from '@vivavoce/server/load-measurement';
import { seededRandom } from '../simulate/random.ts';
import type { QueueUnderTest } from './queue-database.ts';
import { type Percentiles, percentilesOf, REAL_TIME_FACTOR } from './queue-day.ts';

/** How long busy workers are watched before anything is measured, and how the runs of a measurement are spread, ms. */
const SETTLE_MS = 4000;
/** Of an interview of 18 minutes. */
const RUN_MS = REAL_TIME_FACTOR * 18 * 60_000;
/** Between two writes of a worker's progress, ms: the engine reports more often (72 times in an interview of 277 s), the worker writes no more. */
const PROGRESS_MS = 500;
/** Of these writes, so many belong to one stage: there are ten in a run. */
const WRITES_A_STAGE = Math.round(RUN_MS / PROGRESS_MS / STAGES.length);
/** Servers beside the workers: they listen for changes. */
const SERVERS = 3;
/** Runs for each worker that wait meanwhile, so that none is ever idle. */
const WAITING_PER_WORKER = 2;

/** What so many busy workers ask of the database, by the real clock. */
export interface LoadFigures {
  readonly workers: number;
  readonly statementsPerSecond: number;
  readonly transactionsPerSecond: number;
  /** Processor time of the database in seconds for each second; null where the system does not tell. */
  readonly cores: number | null;
  readonly claimMs: Percentiles;
  readonly progressMs: Percentiles;
}

/** How long statements of each kind took, ms. */
interface Times {
  readonly claims: number[];
  readonly progress: number[];
}

/** One worker's life but for the analysis: claim, progress, leases, end, and the next submit in place of the run. */
async function workThrough(
  queue: QueueUnderTest,
  { times, firstMs, signal }: { times: Times; firstMs: number; signal: AbortSignal },
): Promise<void> {
  const { store, config, tenantIds } = queue;
  const worker = crypto.randomUUID();
  const timed = async <T>(into: number[], ask: () => Promise<T>): Promise<T> => {
    const asked = performance.now();
    const answer = await ask();
    into.push(performance.now() - asked);
    return answer;
  };
  const analyse = async (claim: Claim, tookMs: number): Promise<void> => {
    const until = performance.now() + tookMs;
    let renewedAt = performance.now();
    let writes = 0;
    while (performance.now() < until && !signal.aborted) {
      await sleep(Math.min(PROGRESS_MS, Math.max(1, until - performance.now())));
      await timed(times.progress, () =>
        saveProgress(store.db, claim, {
          stage: 'words',
          percent: 50,
          isNewStage: writes++ % WRITES_A_STAGE === 0,
        }),
      );
      if (performance.now() - renewedAt < config.leaseMs / 3) continue;
      renewedAt = performance.now();
      await renewLease(store.db, claim, config.leaseMs);
    }
  };
  for (let tookMs = firstMs; !signal.aborted; tookMs = RUN_MS) {
    const claim = await timed(times.claims, () => claimRun(store.db, worker, config.leaseMs));
    if (!claim) {
      await sleep(500);
      continue;
    }
    await analyse(claim, tookMs);
    await finishRun(store, claim, queue.outcome, config.maxActiveRuns);
    await queue.admit(tenantIds[Math.floor(Math.random() * tenantIds.length)] ?? '', claim.durationMs);
  }
}

/** Connections that listen as those of workers and servers do. */
function listenAsMany(queue: QueueUnderTest, workers: number): () => Promise<void> {
  const ignore = (): void => {};
  const stops = [
    ...Array.from({ length: workers }, () =>
      listenTo(queue.store, { [WORK_CHANNEL]: ignore, [ERASURE_CHANNEL]: ignore }),
    ),
    ...Array.from({ length: SERVERS }, () => listenTo(queue.store, { [CHANGE_CHANNEL]: ignore })),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

/**
 * Has so many workers be busy for some seconds of the real clock, with the database's connections, notifications, claims, leases, progress
 * and ends of real ones, and no analysis. Workers share a pool of connections for their statements; each listens on one of its own.
 */
export async function measureQueueLoad(
  queue: QueueUnderTest,
  workers: number,
  seconds: number,
): Promise<LoadFigures> {
  const random = seededRandom(workers);
  const stopListening = listenAsMany(queue, workers);
  for (let n = 0; n < WAITING_PER_WORKER * workers; n += 1) {
    await queue.admit(queue.tenantIds[n % queue.tenantIds.length] ?? '', RUN_MS / REAL_TIME_FACTOR);
  }
  const stopping = new AbortController();
  const times: Times = { claims: [], progress: [] };
  // Spread as they are after hours of work: each is somewhere in its run.
  const working = Array.from({ length: workers }, () => {
    const firstMs = random.uniform() * RUN_MS;
    return workThrough(queue, { times, firstMs, signal: stopping.signal });
  });
  await sleep(SETTLE_MS);
  times.claims.length = 0;
  times.progress.length = 0;
  const [before, since] = [await queue.work(), performance.now()];
  await sleep(1000 * seconds);
  const [after, took] = [await queue.work(), (performance.now() - since) / 1000];
  const figures = { claimMs: percentilesOf(times.claims), progressMs: percentilesOf(times.progress) };
  stopping.abort();
  await Promise.all(working);
  await stopListening();
  const cpuMs = before.cpuMs === null || after.cpuMs === null ? null : after.cpuMs - before.cpuMs;
  return {
    workers,
    statementsPerSecond: (after.statements - before.statements) / took,
    transactionsPerSecond: (after.transactions - before.transactions) / took,
    cores: cpuMs === null ? null : cpuMs / 1000 / took,
    ...figures,
  };
}

/** Claims that are timed. */
const CLAIMS = 50;

/** How long a claim takes among so many runs that wait for a worker, ms. */
export interface BacklogFigures {
  readonly waiting: number;
  readonly claimMs: Percentiles;
}

/** Times claims among so many runs that wait, of all tenants in turn; each ends, and another takes its place. */
export async function measureBacklog(queue: QueueUnderTest, waiting: number): Promise<BacklogFigures> {
  const { tenantIds, store, config } = queue;
  const admit = (n: number): Promise<string> =>
    queue.admit(tenantIds[n % tenantIds.length] ?? '', RUN_MS / REAL_TIME_FACTOR);
  // Beyond the cap runs would wait for a place of their tenant, and no claim would look at them.
  const most = Math.min(waiting, config.maxActiveRuns * tenantIds.length);
  for (let n = 0; n < most; n += 1) await admit(n);
  const database = await store.listener();
  await database.query('vacuum (analyze) runs');
  await database.end();
  const took: number[] = [];
  for (let n = 0; n < CLAIMS; n += 1) {
    const asked = performance.now();
    const claim = await claimRun(store.db, crypto.randomUUID(), config.leaseMs);
    took.push(performance.now() - asked);
    if (!claim) throw new Error('There was nothing to claim');
    await finishRun(store, claim, queue.outcome, config.maxActiveRuns);
    await admit(n);
  }
  return { waiting: most, claimMs: percentilesOf(took) };
}
