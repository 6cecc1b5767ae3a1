import { seededRandom } from '../simulate/random.ts';

/** A submit of a simulated day. */
export interface Arrival {
  /** Since the day began, ms. */
  readonly atMs: number;
  /** Number of the tenant, from 0: the largest. */
  readonly tenant: number;
  /** Length of the recording, ms. */
  readonly durationMs: number;
  /** Whether its tenant handed in a hundred at once. */
  readonly isOfBurst: boolean;
}

/** What a simulated day is made of. */
export interface DayShape {
  readonly tenants: number;
  readonly runs: number;
  readonly seed: number;
}

/** An hour of a simulated day, ms. */
export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Submits by hour of the day: offices, and little else. */
const HOURS = [1, 1, 1, 1, 1, 1, 2, 5, 10, 14, 16, 14, 9, 13, 16, 15, 13, 9, 5, 3, 2, 2, 1, 1] as const;
/** Of the runs, those that come in bursts: a tenant hands in so many recordings within a minute, in the busiest hours. */
const BURST = { share: 0.1, runs: 100, fromHour: 9, toHour: 16 } as const;
/** Lengths of interviews: log-normal, within what the platform takes. */
const LENGTH = { medianMin: 18, spread: 0.6, shortestMin: 3, longestMin: 45 } as const;

/** The index of a share of a cumulative distribution. */
function pickFrom(cumulative: readonly number[], share: number): number {
  const total = cumulative.at(-1) ?? 0;
  const found = cumulative.findIndex((sum) => share * total < sum);
  return found === -1 ? cumulative.length - 1 : found;
}

const cumulate = (weights: readonly number[]): number[] => {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
};

/**
 * The submits of a day in their order. Tenants are as unequal as customers are: the nth sends a share in proportion to 1/n
 * (Zipf). A tenth of the runs comes in bursts of a hundred, from tenants of any size.
 */
export function arrivalsOf({ tenants, runs, seed }: DayShape): Arrival[] {
  const random = seededRandom(seed);
  const bySize = cumulate(Array.from({ length: tenants }, (_, n) => 1 / (n + 1)));
  const byHour = cumulate(HOURS);
  const durationMs = (): number => {
    const normal = Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
    const minutes = LENGTH.medianMin * Math.exp(LENGTH.spread * normal);
    return Math.round(Math.min(LENGTH.longestMin, Math.max(LENGTH.shortestMin, minutes)) * MINUTE_MS);
  };
  const bursts = Math.floor((BURST.share * runs) / BURST.runs);
  const arrivals: Arrival[] = [];
  for (let burst = 0; burst < bursts; burst += 1) {
    const tenant = Math.floor(random.uniform() * tenants);
    const fromMs = random.between(BURST.fromHour, BURST.toHour) * HOUR_MS;
    for (let n = 0; n < BURST.runs; n += 1) {
      const atMs = fromMs + random.uniform() * MINUTE_MS;
      arrivals.push({ atMs, tenant, durationMs: durationMs(), isOfBurst: true });
    }
  }
  while (arrivals.length < runs) {
    const hour = pickFrom(byHour, random.uniform());
    const tenant = pickFrom(bySize, random.uniform());
    const atMs = (hour + random.uniform()) * HOUR_MS;
    arrivals.push({ atMs, tenant, durationMs: durationMs(), isOfBurst: false });
  }
  return arrivals.sort((a, b) => a.atMs - b.atMs);
}
