import type { Review, ReviewRequest } from '@vivavoce/contract';
import type { Acting } from '../audit/actor.ts';
import { recordAct } from '../audit/record.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';
import { withResult } from './revise.ts';

/**
 * Keeps what a person makes of a run's result, beside the result; the newest review is the one that a poll shows.
 * @returns null if the client has no such run.
 * @throws RevisionError if it has no result.
 */
export async function reviewRun(
  { db, texts }: Store,
  by: Acting,
  runId: string,
  { decision, scores, note }: ReviewRequest,
): Promise<Review | null> {
  const { actor, clientId } = by;
  const found = await findRun(db, clientId, runId);
  if (!found) return null;
  const { revision } = withResult(found);
  const at = new Date();
  const review: Review = {
    decision,
    scores: scores ?? null,
    note: note ?? null,
    revision,
    at: at.toISOString(),
    by: actor,
  };
  const sealed = texts.seal(runId, JSON.stringify(review));
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('runs')
      .set({ review: sealed })
      .where('id', '=', runId)
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return null;
    await trx
      .insertInto('run_reviews')
      .values({ run_id: runId, client_id: clientId, review: sealed })
      .execute();
    await recordAct(trx, { ...by, action: 'run.review', target: { runId } });
    return review;
  });
}

/** Every review of a run, oldest first. */
export async function readReviews({ db, texts }: Store, clientId: string, runId: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('run_reviews')
    .select('review')
    .where('run_id', '=', runId)
    .where('client_id', '=', clientId)
    .orderBy('id')
    .execute();
  return rows.map(({ review }) => JSON.parse(texts.open(runId, review)) as Review);
}
