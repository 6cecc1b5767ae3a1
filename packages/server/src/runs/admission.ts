import type { SubmitFields } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import { costOf, holdCredits, lockAvailable } from '../credits/ledger.ts';
import { newId } from '../ids.ts';
import type { Upload } from '../store/audio-folder.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { announceWork } from './queue.ts';

/** A run as it is stored. */
export type Run = Selectable<Tables['runs']>;

/** A recording that a client asks to have analysed. */
export interface Submission {
  readonly clientId: string;
  readonly projectId: string | null;
  readonly fields: SubmitFields;
  /** Length of the decoded audio, ms. */
  readonly durationMs: number;
  readonly upload: Upload;
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
export async function countActive(
  db: Database,
  clientId: string,
): Promise<{ processing: number; queued: number }> {
  return db
    .selectFrom('runs')
    .select([
      sql<number>`(count(*) filter (where status = 'processing'))::integer`.as('processing'),
      sql<number>`(count(*) filter (where status = 'queued'))::integer`.as('queued'),
    ])
    .where('client_id', '=', clientId)
    .where('status', 'in', ['queued', 'processing'])
    .executeTakeFirstOrThrow();
}

/** A run's place among its client's waiting runs, from 1. */
export async function queuePosition(db: Database, clientId: string, seq: string): Promise<number> {
  const { position } = await db
    .selectFrom('runs')
    .select(sql<number>`count(*)::integer`.as('position'))
    .where('client_id', '=', clientId)
    .where('status', '=', 'queued')
    .where('seq', '<=', seq)
    .executeTakeFirstOrThrow();
  return Math.max(1, position);
}

/** A run that was admitted, with its place in the queue. */
export interface AdmittedRun {
  readonly run: Run;
  /** From 1; null when it is processing at once. */
  readonly queuePosition: number | null;
  /** Runs of the client that are processing, this one included. */
  readonly activeRequests: number;
}

/**
 * Takes a recording in: the run, its hold and its place in the queue come to be in one transaction, or not at all.
 * A client's runs are processed first in, first out, at most `maxActiveRuns` at once.
 * @throws InsufficientCreditsError if the client cannot pay; nothing is stored then.
 */
export async function admitRun(
  store: Store,
  submission: Submission,
  maxActiveRuns: number,
): Promise<AdmittedRun> {
  const { clientId, projectId, fields, durationMs, upload } = submission;
  const id = newId();
  const cost = costOf(durationMs);
  return store.db.transaction().execute(async (trx) => {
    // The lock makes admissions and finishes of one client follow each other.
    const available = await lockAvailable(trx, clientId);
    if (cost > available) throw new InsufficientCreditsError(cost, available);
    const before = await countActive(trx, clientId);
    const atOnce = before.processing < maxActiveRuns && before.queued === 0;
    const run = await trx
      .insertInto('runs')
      .values({
        id,
        client_id: clientId,
        project_id: projectId,
        status: atOnce ? 'processing' : 'queued',
        external_id: fields.externalId,
        metadata: JSON.stringify(fields.metadata),
        tags: [...fields.tags],
        language: fields.language,
        expected_speakers: fields.expectedSpeakers,
        audio_key: id,
        duration_ms: durationMs,
        cost,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await holdCredits(trx, clientId, id, cost);
    if (atOnce) await announceWork(trx);
    // Last before the commit, so that no run is without its recording; what a crash leaves the sweep removes.
    await upload.keep(id);
    return {
      run,
      queuePosition: atOnce ? null : before.queued + 1,
      activeRequests: before.processing + (atOnce ? 1 : 0),
    };
  });
}
