import type { NewCandidateRequest, OwnRequest } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId, newId } from '../ids.ts';
import { toOwnRequest } from '../runs/own-requests.ts';
import { ServiceError } from '../service-error.ts';
import type { Store } from '../store/store.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How many requests about one run can be open at once: each score and a few moments. */
const MAX_OPEN = 10;

/** The run that a candidate's link leads to, and within how many days its organisation answers. */
interface RequestedRun {
  readonly runId: string;
  readonly requestDays: number;
}

/**
 * Makes a request of the candidate about a run. One that is open already with the same content is not made twice.
 * @throws ServiceError NOT_FOUND if the run is gone, QUOTA_EXCEEDED if too many are open.
 */
export async function makeRequest(
  { db, texts }: Store,
  by: ActorContext,
  { runId, requestDays }: RequestedRun,
  { kind, score, atMs, message }: NewCandidateRequest,
  now: Date,
): Promise<OwnRequest> {
  return db.transaction().execute(async (trx) => {
    // Locks the run against erasure, and against the same request at the same time.
    const run = await trx
      .selectFrom('runs')
      .select('id')
      .where('id', '=', runId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!run) throw new ServiceError('NOT_FOUND', 'This link is no longer valid');
    const open = await trx
      .selectFrom('candidate_requests')
      .selectAll()
      .where('run_id', '=', runId)
      .where('outcome', 'is', null)
      .execute();
    const same = open
      .map((row) => toOwnRequest(texts, row))
      .find(
        (other) =>
          other.kind === kind && other.score === score && other.atMs === atMs && other.message === message,
      );
    if (same) return same;
    if (open.length >= MAX_OPEN) {
      throw new ServiceError(
        'QUOTA_EXCEEDED',
        `${MAX_OPEN} requests are open: wait for an answer, or withdraw one`,
      );
    }
    const id = newId();
    const row = await trx
      .insertInto('candidate_requests')
      .values({
        id,
        client_id: by.tenantId,
        run_id: runId,
        kind,
        score,
        at_ms: atMs,
        message: message === null ? null : texts.encrypt(id, message),
        requested_at: now,
        due_at: new Date(now.getTime() + requestDays * DAY_MS),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const target = { candidateRequestId: id, runId };
    await recordAuditEntry(trx, { ...by, action: 'candidate-request.make', target, details: { kind } });
    return toOwnRequest(texts, row);
  });
}

/** Withdraws an open request about a run; null if there is none of that id. */
export async function withdrawRequest(
  { db, texts }: Store,
  by: ActorContext,
  runId: string,
  requestId: string,
  now: Date,
): Promise<OwnRequest | null> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('candidate_requests')
      .set({ outcome: 'withdrawn', closed_at: now })
      .where('id', '=', isId(requestId) ? requestId : null)
      .where('run_id', '=', runId)
      .where('outcome', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row) return null;
    const target = { candidateRequestId: row.id, runId };
    await recordAuditEntry(trx, { ...by, action: 'candidate-request.withdraw', target });
    return toOwnRequest(texts, row);
  });
}
