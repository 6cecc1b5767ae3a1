import { type Claim, claimRun, finishRun } from '@vivavoce/server/load-measurement';
import type { Arrival } from './queue-arrivals.ts';
import type { QueueUnderTest } from './queue-database.ts';

/** What decides which run begins next. */
export interface Scheduler {
  admit(arrival: Arrival): Promise<void>;
  /** Hands the next run to a worker; null if there is none to begin. */
  claim(): Promise<Arrival | null>;
  finish(arrival: Arrival): Promise<void>;
}

/** Longer than a simulation takes: no simulated worker dies. */
const LEASE_MS = 86_400_000;

/**
 * The real queue: admissions, claims and ends as servers and workers make them.
 * @param claimsMs gets how long each claim took, ms.
 */
export function realScheduler(queue: QueueUnderTest, claimsMs: number[]): Scheduler {
  const arrivals = new Map<string, Arrival>();
  const claims = new Map<Arrival, Claim>();
  const { store, tenantIds, outcome, config } = queue;
  return {
    async admit(arrival) {
      arrivals.set(await queue.admit(tenantIds[arrival.tenant] ?? '', arrival.durationMs), arrival);
    },
    async claim() {
      const asked = performance.now();
      const claim = await claimRun(store.db, crypto.randomUUID(), LEASE_MS);
      if (!claim) return null;
      claimsMs.push(performance.now() - asked);
      const arrival = arrivals.get(claim.runId);
      if (!arrival) throw new Error(`A run was claimed that nobody submitted: ${claim.runId}`);
      claims.set(arrival, claim);
      return arrival;
    },
    async finish(arrival) {
      const claim = claims.get(arrival);
      const isDone = claim && (await finishRun(store, claim, outcome, config.maxActiveRuns));
      if (!isDone) throw new Error('A claim was lost that nobody took');
    },
  };
}

/** What a tenant has in the queue. */
interface TenantQueue {
  readonly queued: Arrival[];
  /** Below the cap, and waiting for a worker. */
  readonly ready: Arrival[];
  leased: number;
  /** Which start of all was its last; 0 before the first. */
  servedAt: number;
}

/**
 * The rules of the queue in memory: at most so many runs of a tenant at once, the others first in, first out; a worker takes
 * from the tenant with the fewest at work, among several from the one served longest ago, then the oldest.
 */
export function modelScheduler(tenants: number, cap: number): Scheduler {
  const queues: TenantQueue[] = Array.from({ length: tenants }, () => ({
    queued: [],
    ready: [],
    leased: 0,
    servedAt: 0,
  }));
  const orderOf = new Map<Arrival, number>();
  let starts = 0;
  const queueOf = ({ tenant }: Arrival): TenantQueue => {
    const queue = queues[tenant];
    if (!queue) throw new Error(`There is no tenant ${tenant}`);
    return queue;
  };
  const comesBefore = (a: TenantQueue, b: TenantQueue): boolean => {
    if (a.leased !== b.leased) return a.leased < b.leased;
    if (a.servedAt !== b.servedAt) return a.servedAt < b.servedAt;
    const order = ({ ready: [first] }: TenantQueue): number => (first && orderOf.get(first)) ?? 0;
    return order(a) < order(b);
  };
  const promote = (queue: TenantQueue): void => {
    while (queue.queued.length > 0 && queue.leased + queue.ready.length < cap) {
      queue.ready.push(queue.queued.shift() as Arrival);
    }
  };
  return {
    async admit(arrival) {
      orderOf.set(arrival, orderOf.size);
      const queue = queueOf(arrival);
      queue.queued.push(arrival);
      promote(queue);
    },
    async claim() {
      let next: TenantQueue | null = null;
      for (const queue of queues) {
        if (queue.ready.length > 0 && (next === null || comesBefore(queue, next))) next = queue;
      }
      const arrival = next?.ready.shift();
      if (!next || !arrival) return null;
      next.leased += 1;
      starts += 1;
      next.servedAt = starts;
      return arrival;
    },
    async finish(arrival) {
      const queue = queueOf(arrival);
      queue.leased -= 1;
      promote(queue);
    },
  };
}

/** One queue for all without a cap: whoever comes first is served first. */
export function plainScheduler(): Scheduler {
  const waiting: Arrival[] = [];
  return {
    admit: async (arrival) => void waiting.push(arrival),
    claim: async () => waiting.shift() ?? null,
    finish: async () => {},
  };
}
