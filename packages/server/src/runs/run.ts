import type { Selectable } from 'kysely';
import type { Tables } from '../store/database.ts';

/** A run as it is stored. */
export type Run = Selectable<Tables['runs']>;

/** A run that was admitted, with its place in the queue. */
export interface AdmittedRun {
  readonly run: Run;
  /** From 1; null when it is processing at once. */
  readonly queuePosition: number | null;
  /** Runs of the client that are processing, this one included. */
  readonly activeRequests: number;
  /** Whether it was admitted earlier, under the same idempotency key. */
  readonly isReplay: boolean;
}

/** The fields that every body about a run holds. */
export function runReference(run: Run) {
  return {
    id: run.id,
    externalId: run.external_id,
    timestamp: run.submitted_at.toISOString(),
    metadata: run.metadata,
    tags: run.tags,
  };
}
