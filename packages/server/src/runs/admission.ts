import { createReadStream } from 'node:fs';
import type { AnalysisRequest, SubmitFields } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { costOf, holdCredits, lockAvailableCredits, readAvailableCredits } from '../credits/ledger.ts';
import { newId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import { isStorageFull } from '../storage-full.ts';
import type { Database } from '../store/database.ts';
import { recordingKey } from '../store/objects/object-store.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findReplay, type Idempotency, rememberAdmission } from './idempotency.ts';
import { enqueueRun } from './queue.ts';
import type { AdmittedRun } from './run.ts';

/** A recording that a tenant asks to have analysed. */
export interface Submission {
  readonly tenantId: string;
  /** Who submits it, for the audit log. */
  readonly by: ActorContext;
  readonly projectId: string | null;
  /** What is asked of the analysis. */
  readonly request: AnalysisRequest;
  /** What is kept beside it and never reaches the engine. */
  readonly fields: Pick<SubmitFields, 'externalId' | 'metadata' | 'tags' | 'consent' | 'webhookUrl'>;
  /** Length of the decoded audio, ms. */
  readonly durationMs: number;
  readonly upload: Upload;
  /** Whether the recording will be sent to an endpoint of the operator's choice; the audit log says so. */
  readonly leavesForEndpoints?: boolean;
  /** Whether the recording was fetched from an address that came with the submit; the audit log says so. */
  readonly isFetched?: boolean;
  /** Null without an `Idempotency-Key`. */
  readonly idempotency: Idempotency | null;
}

/** A run costs more than the tenant has available. */
export class InsufficientCreditsError extends ServiceError {
  override readonly name = 'InsufficientCreditsError';

  constructor(cost: number, available: number) {
    super('INSUFFICIENT_CREDITS', `The run costs ${cost} credits; ${available} are available`, {
      details: { cost, available },
    });
  }
}

/**
 * Whether a run of this length could be paid for as things stand, asked before anything is spent on it.
 * @throws InsufficientCreditsError if it could not.
 */
export async function requireCreditsFor(db: Database, tenantId: string, durationMs: number): Promise<void> {
  const cost = costOf(durationMs);
  const available = await readAvailableCredits(db, tenantId);
  if (cost > available) throw new InsufficientCreditsError(cost, available);
}

/**
 * Whether a recording fits into what its tenant may store.
 * @throws ServiceError QUOTA_EXCEEDED if it does not.
 */
export async function requireStorageFor(db: Database, tenantId: string, sizeBytes: number): Promise<void> {
  const { limit, stored } = await db
    .selectFrom('clients')
    .leftJoin('stored_bytes', 'stored_bytes.client_id', 'clients.id')
    .select(['max_stored_bytes as limit', sql<string>`coalesce(bytes, 0)`.as('stored')])
    .where('clients.id', '=', tenantId)
    .executeTakeFirstOrThrow();
  if (limit === null || Number(stored) + sizeBytes <= Number(limit)) return;
  const message = `The recording has ${sizeBytes} bytes; ${stored} of ${limit} bytes are in use: erase recordings, or keep them for fewer days`;
  throw new ServiceError('QUOTA_EXCEEDED', message, {
    details: { limit: Number(limit), storedBytes: Number(stored), sizeBytes },
  });
}

/** The run of a submission, its hold and its place in the queue, in the caller's transaction. */
async function admitInTransaction(
  trx: Database,
  id: string,
  submission: Submission,
  maxActiveRuns: number,
): Promise<AdmittedRun> {
  const { tenantId, fields, durationMs, idempotency } = submission;
  const cost = costOf(durationMs);
  // The lock makes admissions and ends of one tenant's runs follow each other.
  const available = await lockAvailableCredits(trx, tenantId);
  const replay = idempotency && (await findReplay(trx, tenantId, idempotency));
  if (replay) return replay;
  if (cost > available) throw new InsufficientCreditsError(cost, available);
  await requireStorageFor(trx, tenantId, submission.upload.sizeBytes);
  const newRun = {
    id,
    client_id: tenantId,
    project_id: submission.projectId,
    request: JSON.stringify(submission.request),
    external_id: fields.externalId,
    metadata: JSON.stringify(fields.metadata),
    tags: [...fields.tags],
    consent: fields.consent && JSON.stringify(fields.consent),
    webhook_url: fields.webhookUrl,
    submitted_by: submission.by.actor.kind === 'user' ? submission.by.actor.id : null,
    duration_ms: durationMs,
    cost,
    recording_bytes: submission.upload.sizeBytes,
  };
  const enqueued = await enqueueRun(trx, newRun, maxActiveRuns);
  await holdCredits(trx, tenantId, id, cost);
  const details = {
    ...(submission.leavesForEndpoints ? { sentToEndpoints: true } : {}),
    ...(submission.isFetched ? { fetched: true } : {}),
  };
  await recordAuditEntry(trx, { ...submission.by, action: 'run.submit', target: { runId: id }, details });
  const admitted = { ...enqueued, isReplay: false };
  if (idempotency) await rememberAdmission(trx, idempotency, admitted);
  return admitted;
}

/**
 * Admits a recording: the run, its hold and its place in the queue are made in one transaction, or not at all.
 * A submit that was admitted before, under the same idempotency key, returns that run.
 * @param maxActiveRuns the server's cap on the runs of a tenant that are processing at once.
 * @throws InsufficientCreditsError if the tenant cannot pay; nothing is stored then.
 * @throws IdempotencyKeyReusedError if the key was used for another submit.
 */
export async function admitRun(
  { db, objects }: Store,
  submission: Submission,
  maxActiveRuns: number,
): Promise<AdmittedRun> {
  const id = newId();
  // Before the run, so that no run lacks its recording, and not while the tenant's account is locked. The sweep removes
  // what a crash leaves behind.
  await objects.put(recordingKey(id), createReadStream(submission.upload.path));
  try {
    const admitted = await db
      .transaction()
      .execute((trx) => admitInTransaction(trx, id, submission, maxActiveRuns));
    if (admitted.isReplay) await objects.deleteRun(id);
    return admitted;
  } catch (error) {
    // After any other error, such as a broken connection, the run may have been stored all the same.
    const isRefused = error instanceof ServiceError || isStorageFull(error);
    if (isRefused) await objects.deleteRun(id);
    throw error;
  }
}
