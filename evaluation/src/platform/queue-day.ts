import type { Arrival } from './queue-arrivals.ts';
import type { Scheduler } from './queue-scheduler.ts';

/** Time of an analysis over the length of its recording, as `evaluate speed` measures on two cores. */
export const REAL_TIME_FACTOR = 0.08;

/** Groups of runs: by the rank of their tenant, and those of bursts. */
const GROUPS: readonly { readonly name: string; readonly has: (arrival: Arrival) => boolean }[] = [
  { name: 'the 10 largest tenants', has: ({ tenant, isOfBurst }) => !isOfBurst && tenant < 10 },
  { name: 'the next 90', has: ({ tenant, isOfBurst }) => !isOfBurst && tenant >= 10 && tenant < 100 },
  { name: 'all others', has: ({ tenant, isOfBurst }) => !isOfBurst && tenant >= 100 },
  { name: 'bursts of a hundred', has: ({ isOfBurst }) => isOfBurst },
  { name: 'all', has: () => true },
];

/** A run that a worker began. */
export interface Start {
  readonly arrival: Arrival;
  /** How long it had waited, ms of the simulated day. */
  readonly waitMs: number;
}

/** How long runs of some tenants waited, s. */
export interface GroupWaits {
  readonly name: string;
  readonly runs: number;
  readonly medianS: number;
  readonly p95S: number;
  readonly mostS: number;
}

/** How a simulated day went. */
export interface Day {
  readonly starts: readonly Start[];
  /** Largest number of runs of one tenant under way at once. */
  readonly mostActive: number;
  /** Share of the workers' time that was spent on runs. */
  readonly busyShare: number;
}

/** The value below which a share of some values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** What half of some times, and 95 in a hundred of them, do not exceed, in their unit. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** The percentiles of some times; 0 of none. */
export const percentilesOf = (values: readonly number[]): Percentiles => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
});

/** Waiting times by the size of the tenant, of bursts, and of all. */
export function waitsBySize(starts: readonly Start[]): GroupWaits[] {
  const figuresOf = (name: string, own: readonly Start[]): GroupWaits => {
    const seconds = own.map(({ waitMs }) => waitMs / 1000);
    const [medianS, p95S, mostS] = [quantile(seconds, 0.5), quantile(seconds, 0.95), quantile(seconds, 1)];
    return { name, runs: own.length, medianS, p95S, mostS };
  };
  return GROUPS.map(({ name, has }) =>
    figuresOf(
      name,
      starts.filter(({ arrival }) => has(arrival)),
    ),
  );
}

/** A run in the hands of a simulated worker. */
interface Work {
  readonly arrival: Arrival;
  readonly endMs: number;
}

/**
 * Lives through a day event by event, with a simulated clock and workers that do nothing but take their time. The clock may be
 * simulated because the queue only compares its own times with each other, and events follow each other in the order of the
 * simulated clock. What a claim and its notification take, some ms, is not in the waiting times.
 * @param arrivals in their order.
 */
export async function simulateDay(
  scheduler: Scheduler,
  arrivals: readonly Arrival[],
  workers: number,
): Promise<Day> {
  const underWay: Work[] = [];
  const active = new Map<number, number>();
  const starts: Start[] = [];
  let mostActive = 0;
  const begin = (arrival: Arrival, nowMs: number): void => {
    starts.push({ arrival, waitMs: nowMs - arrival.atMs });
    const endMs = nowMs + REAL_TIME_FACTOR * arrival.durationMs;
    const place = underWay.findIndex((work) => work.endMs > endMs);
    underWay.splice(place === -1 ? underWay.length : place, 0, { arrival, endMs });
    const count = (active.get(arrival.tenant) ?? 0) + 1;
    active.set(arrival.tenant, count);
    mostActive = Math.max(mostActive, count);
  };
  const claimAll = async (nowMs: number): Promise<void> => {
    while (underWay.length < workers) {
      const arrival = await scheduler.claim();
      if (!arrival) return;
      begin(arrival, nowMs);
    }
  };
  let lastMs = 0;
  for (let n = 0; n < arrivals.length || underWay.length > 0; ) {
    const [arrival, work] = [arrivals[n], underWay[0]];
    if (arrival && (!work || arrival.atMs <= work.endMs)) {
      n += 1;
      await scheduler.admit(arrival);
      await claimAll(arrival.atMs);
    } else if (work) {
      underWay.shift();
      active.set(work.arrival.tenant, (active.get(work.arrival.tenant) ?? 0) - 1);
      await scheduler.finish(work.arrival);
      lastMs = work.endMs;
      await claimAll(lastMs);
    }
  }
  if (starts.length !== arrivals.length) throw new Error('Not every run began exactly once');
  const busyMs = arrivals.reduce((sum, { durationMs }) => sum + REAL_TIME_FACTOR * durationMs, 0);
  return { starts, mostActive, busyShare: busyMs / (workers * (lastMs - (arrivals[0]?.atMs ?? 0))) };
}
