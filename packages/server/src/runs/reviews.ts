import type { Review, ReviewRequest } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';
import { requireRunResult } from './revise.ts';

/**
 * Keeps what a person makes of a run's result, beside the result; the newest review is the one that a poll shows.
 * @returns null if the client has no such run.
 * @throws ServiceError if it has no result.
 */
export async function reviewRun(
  { db, texts, now }: Store,
  by: ActorContext,
  runId: string,
  { decision, scores, note }: ReviewRequest,
): Promise<Review | null> {
  const { actor, tenantId } = by;
  const found = await findRun(db, tenantId, runId);
  if (!found) return null;
  const { revision } = requireRunResult(found);
  const at = now();
  const review: Review = {
    decision,
    scores: scores ?? null,
    note: note ?? null,
    revision,
    at: at.toISOString(),
    by: actor,
  };
  const encrypted = texts.encrypt(runId, JSON.stringify(review));
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('runs')
      .set({ review: encrypted })
      .where('id', '=', runId)
      .where('client_id', '=', tenantId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return null;
    await trx
      .insertInto('run_reviews')
      .values({ run_id: runId, client_id: tenantId, review: encrypted })
      .execute();
    await recordAuditEntry(trx, { ...by, action: 'run.review', target: { runId } });
    return review;
  });
}

/** Every review of a run, oldest first. */
export async function readReviews({ db, texts }: Store, tenantId: string, runId: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('run_reviews')
    .select('review')
    .where('run_id', '=', runId)
    .where('client_id', '=', tenantId)
    .orderBy('id')
    .execute();
  return rows.map(({ review }) => JSON.parse(texts.decrypt(runId, review)) as Review);
}
