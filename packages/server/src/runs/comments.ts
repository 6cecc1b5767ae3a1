import { type Actor, type Comment, MAX_COMMENTS, type NewComment } from '@vivavoce/contract';
import type { Selectable } from 'kysely';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId, newId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';
import { requireRunResult } from './revise.ts';

type CommentRow = Selectable<Tables['run_comments']>;

const isSame = (one: Actor, other: Actor): boolean => one.kind === other.kind && one.id === other.id;

const describe = ({ texts }: Store, row: CommentRow, reader: Actor | null): Comment => ({
  id: row.id,
  atMs: row.at_ms,
  text: texts.decrypt(row.run_id, row.text),
  createdAt: row.created_at.toISOString(),
  by: row.author,
  isOwn: reader !== null && isSame(row.author, reader),
});

/** The comments on a run in the order of their moments, those on the whole recording first. */
export async function commentsOfRun(store: Store, runId: string, reader: Actor | null): Promise<Comment[]> {
  const rows = await store.db
    .selectFrom('run_comments')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('at_ms', (order) => order.asc().nullsFirst())
    .orderBy('created_at')
    .execute();
  return rows.map((row) => describe(store, row, reader));
}

/**
 * The comments on a tenant's run; null if it has no such run.
 * @throws ServiceError if the run has no result.
 */
export async function listComments(store: Store, by: ActorContext, runId: string): Promise<Comment[] | null> {
  const run = await findRun(store.db, by.tenantId, runId);
  if (!run) return null;
  requireRunResult(run);
  return commentsOfRun(store, run.id, by.actor);
}

/**
 * Comments on a tenant's run; null if it has no such run.
 * @throws ServiceError if the run has no result, QUOTA_EXCEEDED.
 */
export async function createComment(
  store: Store,
  by: ActorContext,
  runId: string,
  { atMs, text }: NewComment,
): Promise<Comment | null> {
  const found = await findRun(store.db, by.tenantId, runId);
  if (!found) return null;
  requireRunResult(found);
  return store.db.transaction().execute(async (trx) => {
    // Locks the run against erasure, and the count against other comments.
    const run = await trx
      .selectFrom('runs')
      .select('id')
      .where('id', '=', runId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!run) return null;
    const { count } = await trx
      .selectFrom('run_comments')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('run_id', '=', runId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MAX_COMMENTS) {
      throw new ServiceError(
        'QUOTA_EXCEEDED',
        `The recording has ${MAX_COMMENTS} comments: delete some first`,
      );
    }
    const row = await trx
      .insertInto('run_comments')
      .values({
        id: newId(),
        run_id: runId,
        client_id: by.tenantId,
        author: JSON.stringify(by.actor),
        at_ms: atMs,
        text: store.texts.encrypt(runId, text),
        created_at: store.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordAuditEntry(trx, { ...by, action: 'comment.create', target: { runId, commentId: row.id } });
    return describe(store, row, by.actor);
  });
}

/**
 * Deletes a comment of the actor's own; false if the tenant has no such run.
 * @throws ServiceError NOT_FOUND if the actor wrote no such comment.
 */
export async function deleteComment(
  { db }: Store,
  by: ActorContext,
  runId: string,
  commentId: string,
): Promise<boolean> {
  const run = await findRun(db, by.tenantId, runId);
  if (!run) return false;
  requireRunResult(run);
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('run_comments')
      .selectAll()
      .where('id', '=', isId(commentId) ? commentId : null)
      .where('run_id', '=', runId)
      .executeTakeFirst();
    if (!row || !isSame(row.author, by.actor)) {
      throw new ServiceError('NOT_FOUND', 'There is no such comment of yours');
    }
    await trx.deleteFrom('run_comments').where('id', '=', row.id).execute();
    await recordAuditEntry(trx, { ...by, action: 'comment.delete', target: { runId, commentId } });
    return true;
  });
}
