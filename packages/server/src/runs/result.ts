import type { AuditAction, FinishedPoll } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { runNotFound } from '../service-error.ts';
import { finishedText } from '../store/finished-text.ts';
import type { Store } from '../store/store.ts';
import { findRun } from './poll.ts';
import { projectOfRun } from './project-of-run.ts';
import { requireRunResult } from './revise.ts';

/**
 * The result of a tenant's run, for a file that is made from it, which the audit log records.
 * @throws ServiceError RUN_NOT_FOUND, RUN_NOT_FINISHED, RUN_HAS_NO_RESULT.
 */
export async function readResultWithAudit(
  store: Store,
  by: ActorContext,
  runId: string,
  action: Extract<AuditAction, 'run.transcript' | 'run.report'>,
): Promise<FinishedPoll> {
  const { db } = store;
  const found = await findRun(db, by.tenantId, runId);
  if (!found) throw runNotFound();
  const run = requireRunResult(found);
  await recordAuditEntry(db, { ...by, action, target: { runId } });
  const finished = { ...run, project: await projectOfRun(db, run) };
  return JSON.parse(finishedText(store, finished, run.body)) as FinishedPoll;
}
