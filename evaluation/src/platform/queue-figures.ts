import type { GroupWaits, Percentiles } from './queue-day.ts';
import type { BacklogFigures, LoadFigures } from './queue-load.ts';

/** A day by the rules of the queue, and the same submits in one queue for all. */
export interface DayFigures {
  readonly workers: number;
  readonly busyShare: number;
  readonly mostActive: number;
  readonly waits: readonly GroupWaits[];
  readonly plainWaits: readonly GroupWaits[];
}

/** The busiest part of a day on the real queue, beside the same by its rules in memory. */
export interface RealFigures {
  readonly workers: number;
  readonly runs: number;
  /** Runs that began in another order, or after another wait, than by the rules. */
  readonly different: number;
  readonly mostActive: number;
  /** Statements for each run, from its admission to its end, without progress and leases. */
  readonly statementsPerRun: number;
  readonly claimMs: Percentiles;
}

/** What `vivavoce evaluate queue` measures, one after another. */
export type QueueFigures =
  | { readonly kind: 'day'; readonly figures: DayFigures }
  | { readonly kind: 'real'; readonly figures: RealFigures }
  | { readonly kind: 'load'; readonly figures: LoadFigures }
  | { readonly kind: 'backlog'; readonly figures: BacklogFigures };
