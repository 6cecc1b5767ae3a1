import { type AnalysisRequest, analysisRequestSchema } from '@vivavoce/contract';
import type { Selectable } from 'kysely';
import type { Tables } from '../store/database.ts';

/** A run as it is stored. */
export type Run = Selectable<Tables['runs']>;

/** What was asked of a run's analysis. @throws ZodError if the database holds something else. */
export function storedRequest(run: Pick<Run, 'request'>): AnalysisRequest {
  return analysisRequestSchema.parse(run.request);
}

/** A run that was admitted, with its place in the queue. */
export interface AdmittedRun {
  readonly run: Run;
  /** From 1; null if it is processing at once. */
  readonly queuePosition: number | null;
  /** Runs of the tenant that are processing, this one included. */
  readonly activeRequests: number;
  /** Whether it was admitted earlier, under the same idempotency key. */
  readonly isReplay: boolean;
}

/** The fields of every body about a run. */
export function runReference(run: Run) {
  return {
    id: run.id,
    externalId: run.external_id,
    timestamp: run.submitted_at.toISOString(),
    metadata: run.metadata,
    tags: run.tags,
  };
}
