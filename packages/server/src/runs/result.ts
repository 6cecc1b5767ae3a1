import type { AuditAction, FinishedPoll } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { finishedText } from '../store/finished-text.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';

/** A run with a result, or why there is none: it is not finished, or it failed. */
export type FoundResult = FinishedPoll | 'unfinished' | 'failed';

/**
 * The result of a client's run, for something that is made of it; that it was taken is recorded.
 * @returns null if the client has no such run.
 */
export async function readResultWithAudit(
  store: Store,
  by: ActorContext,
  runId: string,
  action: Extract<AuditAction, 'run.transcript' | 'run.report'>,
): Promise<FoundResult | null> {
  const { db } = store;
  const run = await findRun(db, by.tenantId, runId);
  if (!run) return null;
  if (run.body === null) return 'unfinished';
  if (run.status === 'failed') return 'failed';
  await recordAuditEntry(db, { ...by, action, target: { runId } });
  return JSON.parse(finishedText(store, run, run.body)) as FinishedPoll;
}
