import { type Claim, claimRun, finishRun } from '@vivavoce/server/load-measurement';
import type { Arrival } from './queue-arrivals.ts';
import type { QueueUnderTest } from './queue-database.ts';

/** Time of an analysis over the length of its recording, as `evaluate speed` measures on two cores. */
export const REAL_TIME_FACTOR = 0.08;

/** Ranks from which on tenants are of the next group: the ten largest, the ninety after them, all others. */
const GROUPS = [
  { name: 'the 10 largest tenants', fromRank: 0 },
  { name: 'the next 90', fromRank: 10 },
  { name: 'all others', fromRank: 100 },
] as const;

/** A run that a worker began. */
export interface Start {
  readonly arrival: Arrival;
  /** How long it had waited, ms of the simulated day. */
  readonly waitMs: number;
}

/** How a simulated day went. */
export interface DayFigures {
  readonly workers: number;
  readonly waits: readonly GroupWaits[];
  /** The same submits, first in, first out over all tenants and without a cap. */
  readonly fifoWaits: readonly GroupWaits[];
  /** Share of the workers' time that was spent on runs. */
  readonly busyShare: number;
  /** Largest number of runs of one tenant under way at once. */
  readonly mostActive: number;
  /** Runs that began before an earlier one of their tenant. */
  readonly outOfOrder: number;
  /** How long a claim took in the database, ms. */
  readonly claimMs: { readonly p50: number; readonly p95: number };
  /** Statements for each run, from its admission to its end, without progress and leases. */
  readonly statementsPerRun: number;
}

/** How long runs of some tenants waited, s. */
export interface GroupWaits {
  readonly name: string;
  readonly runs: number;
  readonly medianS: number;
  readonly p95S: number;
  readonly mostS: number;
}

/** The value below which a share of some values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Waiting times by the size of the tenant, and of all. */
export function waitsBySize(starts: readonly Start[]): GroupWaits[] {
  const figuresOf = (name: string, own: readonly Start[]): GroupWaits => {
    const seconds = own.map(({ waitMs }) => waitMs / 1000);
    return {
      name,
      runs: own.length,
      medianS: quantile(seconds, 0.5),
      p95S: quantile(seconds, 0.95),
      mostS: quantile(seconds, 1),
    };
  };
  const groups = GROUPS.map(({ name, fromRank }, n) => {
    const untilRank = GROUPS[n + 1]?.fromRank ?? Number.POSITIVE_INFINITY;
    const own = starts.filter(({ arrival: { tenant } }) => fromRank <= tenant && tenant < untilRank);
    return figuresOf(name, own);
  });
  return [...groups, figuresOf('all', starts)];
}

/** The same submits by one queue for all: whoever comes first is served first, by any free worker. */
export function firstInFirstOut(arrivals: readonly Arrival[], workers: number): Start[] {
  const freeAt = new Array<number>(workers).fill(0);
  return arrivals.map((arrival) => {
    let next = 0;
    for (let n = 1; n < workers; n += 1) if ((freeAt[n] ?? 0) < (freeAt[next] ?? 0)) next = n;
    const startMs = Math.max(arrival.atMs, freeAt[next] ?? 0);
    freeAt[next] = startMs + REAL_TIME_FACTOR * arrival.durationMs;
    return { arrival, waitMs: startMs - arrival.atMs };
  });
}

/** A run in the hands of a simulated worker. */
interface Work {
  readonly claim: Claim;
  readonly arrival: Arrival;
  readonly endMs: number;
}

/** Claims for idle workers until there is nothing to claim, and keeps what they do. */
function createWorkers(queue: QueueUnderTest, workers: number, arrivalOf: ReadonlyMap<string, Arrival>) {
  const underWay: Work[] = [];
  const starts: Start[] = [];
  const claimsMs: number[] = [];
  let mostActive = 0;
  const claimAll = async (nowMs: number): Promise<void> => {
    while (underWay.length < workers) {
      const asked = performance.now();
      // A lease of a day: no simulated worker dies, and the real clock hardly moves.
      const claim = await claimRun(queue.store.db, crypto.randomUUID(), 86_400_000);
      if (!claim) return;
      claimsMs.push(performance.now() - asked);
      const arrival = arrivalOf.get(claim.runId);
      if (!arrival) throw new Error(`A run was claimed that nobody submitted: ${claim.runId}`);
      starts.push({ arrival, waitMs: nowMs - arrival.atMs });
      const work = { claim, arrival, endMs: nowMs + REAL_TIME_FACTOR * arrival.durationMs };
      const place = underWay.findIndex(({ endMs }) => endMs > work.endMs);
      underWay.splice(place === -1 ? underWay.length : place, 0, work);
      const active = underWay.filter((other) => other.arrival.tenant === arrival.tenant).length;
      mostActive = Math.max(mostActive, active);
    }
  };
  return { underWay, starts, claimsMs, claimAll, mostActive: () => mostActive };
}

/** Runs that began before one of the same tenant that was submitted earlier. */
function countOutOfOrder(starts: readonly Start[]): number {
  const latest = new Map<number, number>();
  let count = 0;
  for (const { arrival } of starts) {
    if (arrival.atMs < (latest.get(arrival.tenant) ?? 0)) count += 1;
    latest.set(arrival.tenant, Math.max(arrival.atMs, latest.get(arrival.tenant) ?? 0));
  }
  return count;
}

/**
 * Lives through a day event by event, as fast as the database answers: admissions, claims and ends are the real ones, in the
 * real database; the clock is simulated. That is fair because the queue only compares its own times with each other, and one
 * event follows the other in the order of the simulated clock. What a claim takes, some ms, and what a notification takes is
 * not in the waiting times; `measureLoad` measures it by the real clock.
 */
export async function simulateDay(
  queue: QueueUnderTest,
  arrivals: readonly Arrival[],
  workers: number,
): Promise<DayFigures> {
  const arrivalOf = new Map<string, Arrival>();
  const pool = createWorkers(queue, workers, arrivalOf);
  const before = await queue.work();
  let endMs = 0;
  for (let n = 0; n < arrivals.length || pool.underWay.length > 0; ) {
    const [arrival, work] = [arrivals[n], pool.underWay[0]];
    if (arrival && (!work || arrival.atMs <= work.endMs)) {
      n += 1;
      arrivalOf.set(await queue.admit(queue.tenantIds[arrival.tenant] ?? '', arrival.durationMs), arrival);
      await pool.claimAll(arrival.atMs);
    } else if (work) {
      pool.underWay.shift();
      const isDone = await finishRun(queue.store, work.claim, queue.outcome, queue.config.maxActiveRuns);
      if (!isDone) throw new Error(`A claim was lost: ${work.claim.runId}`);
      endMs = work.endMs;
      await pool.claimAll(work.endMs);
    }
  }
  if (pool.starts.length !== arrivals.length) throw new Error('Not every run began exactly once');
  const after = await queue.work();
  const busyMs = arrivals.reduce((sum, { durationMs }) => sum + REAL_TIME_FACTOR * durationMs, 0);
  return {
    workers,
    waits: waitsBySize(pool.starts),
    fifoWaits: waitsBySize(firstInFirstOut(arrivals, workers)),
    busyShare: busyMs / (workers * endMs),
    mostActive: pool.mostActive(),
    outOfOrder: countOutOfOrder(pool.starts),
    claimMs: { p50: quantile(pool.claimsMs, 0.5), p95: quantile(pool.claimsMs, 0.95) },
    statementsPerRun: (after.statements - before.statements) / arrivals.length,
  };
}
