import { createReadStream } from 'node:fs';
import type { SubmitFields } from '@vivavoce/contract';
import { sql } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { costOf, holdCredits, lockAvailableCredits } from '../credits/ledger.ts';
import { newId } from '../ids.ts';
import type { Database } from '../store/database.ts';
import { recordingKey } from '../store/objects/object-store.ts';
import type { Upload } from '../store/scratch.ts';
import type { Store } from '../store/store.ts';
import { findReplay, type Idempotency, IdempotencyKeyReusedError, rememberAdmission } from './idempotency.ts';
import { notifyWork } from './queue.ts';
import type { AdmittedRun } from './run.ts';

/** A recording that a client asks to have analysed. */
export interface Submission {
  readonly tenantId: string;
  /** Who submits it, for the audit log. */
  readonly by: ActorContext;
  readonly projectId: string | null;
  readonly fields: SubmitFields;
  /** Length of the decoded audio, ms. */
  readonly durationMs: number;
  readonly upload: Upload;
  /** Whether the recording is going to be sent to an endpoint that the operator named: the audit log says so. */
  readonly leavesForEndpoints?: boolean;
  /** Null when the client gave the submit no name. */
  readonly idempotency: Idempotency | null;
}

/** A run costs more than the client has available. */
export class InsufficientCreditsError extends Error {
  override readonly name = 'InsufficientCreditsError';
  readonly cost: number;
  readonly available: number;

  constructor(cost: number, available: number) {
    super(`The run costs ${cost} credits, ${available} are available`);
    this.cost = cost;
    this.available = available;
  }
}

/** How many runs of a client are being processed and how many wait. */
export async function countActiveRuns(
  db: Database,
  tenantId: string,
): Promise<{ processing: number; queued: number }> {
  return db
    .selectFrom('runs')
    .select([
      sql<number>`(count(*) filter (where status = 'processing'))::integer`.as('processing'),
      sql<number>`(count(*) filter (where status = 'queued'))::integer`.as('queued'),
    ])
    .where('client_id', '=', tenantId)
    .where('status', 'in', ['queued', 'processing'])
    .executeTakeFirstOrThrow();
}

/** How many runs of a client may be processing at once: its own limit, or the server's. */
export async function activeRunLimit(db: Database, tenantId: string, maxActiveRuns: number): Promise<number> {
  const client = await db
    .selectFrom('clients')
    .select('max_active_runs')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return client.max_active_runs ?? maxActiveRuns;
}

/** A run's place among its client's waiting runs, from 1. */
export async function queuePosition(db: Database, tenantId: string, seq: string): Promise<number> {
  const { position } = await db
    .selectFrom('runs')
    .select(sql<number>`count(*)::integer`.as('position'))
    .where('client_id', '=', tenantId)
    .where('status', '=', 'queued')
    .where('seq', '<=', seq)
    .executeTakeFirstOrThrow();
  return Math.max(1, position);
}

/** The run of a submission, its hold and its place in the queue, in the caller's transaction. */
async function admitInTransaction(
  trx: Database,
  id: string,
  submission: Submission,
  maxActiveRuns: number,
): Promise<AdmittedRun> {
  const { tenantId, projectId, fields, durationMs, idempotency } = submission;
  const cost = costOf(durationMs);
  // The lock makes admissions and finishes of one client follow each other.
  const available = await lockAvailableCredits(trx, tenantId);
  const replay = idempotency && (await findReplay(trx, tenantId, idempotency));
  if (replay) return replay;
  if (cost > available) throw new InsufficientCreditsError(cost, available);
  const before = await countActiveRuns(trx, tenantId);
  const limit = await activeRunLimit(trx, tenantId, maxActiveRuns);
  const atOnce = before.processing < limit && before.queued === 0;
  const run = await trx
    .insertInto('runs')
    .values({
      id,
      client_id: tenantId,
      project_id: projectId,
      status: atOnce ? 'processing' : 'queued',
      external_id: fields.externalId,
      metadata: JSON.stringify(fields.metadata),
      tags: [...fields.tags],
      language: fields.language,
      expected_speakers: fields.expectedSpeakers,
      consent: fields.consent && JSON.stringify(fields.consent),
      accommodation: fields.accommodation,
      report_language: fields.reportLanguage,
      webhook_url: fields.webhookUrl,
      duration_ms: durationMs,
      cost,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await holdCredits(trx, tenantId, id, cost);
  const details = submission.leavesForEndpoints ? { sentToEndpoints: true } : {};
  await recordAuditEntry(trx, { ...submission.by, action: 'run.submit', target: { runId: id }, details });
  if (atOnce) await notifyWork(trx);
  const admitted = {
    run,
    queuePosition: atOnce ? null : before.queued + 1,
    activeRequests: before.processing + (atOnce ? 1 : 0),
    isReplay: false,
  };
  if (idempotency) await rememberAdmission(trx, idempotency, admitted);
  return admitted;
}

/**
 * Takes a recording in: the run, its hold and its place in the queue come to be in one transaction, or not at all.
 * A client's runs are processed first in, first out, at most `maxActiveRuns` at once.
 * A submit that was admitted before, under the same idempotency key, gives the run of then.
 * @throws InsufficientCreditsError if the client cannot pay; nothing is stored then.
 * @throws IdempotencyKeyReusedError if the key was used for another submit.
 */
export async function admitRun(
  { db, objects }: Store,
  submission: Submission,
  maxActiveRuns: number,
): Promise<AdmittedRun> {
  const id = newId();
  // Before the run, so that no run is without its recording, and not while the client's account is locked. What a crash
  // leaves the sweep removes.
  await objects.put(recordingKey(id), createReadStream(submission.upload.path));
  try {
    const admitted = await db
      .transaction()
      .execute((trx) => admitInTransaction(trx, id, submission, maxActiveRuns));
    if (admitted.isReplay) await objects.deleteRun(id);
    return admitted;
  } catch (error) {
    // After any other error, such as a broken connection, the run may be there all the same.
    const isRefused = error instanceof InsufficientCreditsError || error instanceof IdempotencyKeyReusedError;
    if (isRefused) await objects.deleteRun(id);
    throw error;
  }
}
