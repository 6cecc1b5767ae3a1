import {
  type CandidateRequest,
  type CandidateRequestAnswer,
  type CandidateRequestList,
  ROLES,
} from '@vivavoce/contract';
import { hasPermission } from '../accounts/roles.ts';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { eraseRun } from '../runs/erase.ts';
import { ServiceError } from '../service-error.ts';
import type { Database } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { readCandidateRequest } from './candidate-requests.ts';

const MANAGING_ROLES = ROLES.filter((role) => hasPermission({ role }, 'requests.manage'));

const members = (db: Database, tenantId: string) =>
  db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('client_id', '=', tenantId)
    .where('disabled_at', 'is', null)
    .where('role', 'in', MANAGING_ROLES);

/** The users of a tenant who can see to requests, by name. */
export const listRequestMembers = (
  db: Database,
  tenantId: string,
): Promise<CandidateRequestList['members']> => members(db, tenantId).orderBy('name').orderBy('id').execute();

const idOrNone = (id: string): string | null => (isId(id) ? id : null);

/** @throws ServiceError INVALID_PARAMETERS if nobody of that id may manage requests. */
async function memberIdOf(db: Database, tenantId: string, userId: string): Promise<string> {
  const found = await members(db, tenantId).where('id', '=', idOrNone(userId)).executeTakeFirst();
  if (found) return found.id;
  const message = 'ownerId must be the id of a user who may manage requests';
  throw new ServiceError('INVALID_PARAMETERS', message, { details: { field: 'ownerId' } });
}

/**
 * Says who sees to a request that is not closed.
 * @returns null if the tenant has no such request.
 * @throws ServiceError INVALID_PARAMETERS if nobody of that id may manage requests.
 */
export async function assignRequest(
  store: Store,
  by: ActorContext,
  requestId: string,
  ownerId: string | null,
): Promise<CandidateRequest | null> {
  // Before the owner is looked at: an unknown request says nothing about users.
  const request = await readCandidateRequest(store, by.tenantId, requestId);
  if (!request || request.state === 'closed') return null;
  const isAssigned = await store.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('candidate_requests')
      .set({ owner_id: ownerId === null ? null : await memberIdOf(trx, by.tenantId, ownerId) })
      .where('id', '=', idOrNone(requestId))
      .where('client_id', '=', by.tenantId)
      .where('closed_at', 'is', null)
      .returning(['id', 'run_id'])
      .executeTakeFirst();
    if (!row) return false;
    const target = {
      candidateRequestId: row.id,
      runId: row.run_id,
      ...(ownerId !== null && { userId: ownerId }),
    };
    await recordAuditEntry(trx, { ...by, action: 'candidate-request.assign', target });
    return true;
  });
  return isAssigned ? readCandidateRequest(store, by.tenantId, requestId) : null;
}

/**
 * Answers an open request. Erasure that is granted erases its run for good, and closes the request with it; what is declined is
 * closed; what else is granted stays until it is closed, see {@link closeRequest}. Who answers an unassigned one is its owner.
 * @returns null if the tenant has no such request that is open.
 * @throws ServiceError INVALID_PARAMETERS if the answer has no words for the candidate but needs them.
 */
export async function answerRequest(
  store: Store,
  by: ActorContext,
  requestId: string,
  { decision, answer }: CandidateRequestAnswer,
  { maxActiveRuns, now }: { readonly maxActiveRuns: number; readonly now: Date },
): Promise<CandidateRequest | null> {
  const open = await readCandidateRequest(store, by.tenantId, requestId);
  if (open?.state !== 'open') return null;
  const isErasure = open.kind === 'erasure' && decision === 'granted';
  if (answer === null && !isErasure) {
    const message = 'answer must say to the candidate what is done, or why it is not';
    throw new ServiceError('INVALID_PARAMETERS', message, { details: { field: 'answer' } });
  }
  // Closes the request too: if this breaks off in between, it counts as granted all the same.
  if (isErasure) await eraseRun(store, by, open.runId, maxActiveRuns);
  const isAnswered = await store.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('candidate_requests')
      .set({
        outcome: decision,
        answered_at: now,
        ...(isErasure ? {} : { answer: store.texts.encrypt(open.id, answer ?? '') }),
        ...(isErasure || decision === 'granted' ? {} : { closed_at: now }),
        ...(open.owner === null && by.actor.kind === 'user' && { owner_id: by.actor.id }),
      })
      .where('id', '=', open.id)
      .where('answered_at', 'is', null)
      .where('closed_at', isErasure ? 'is not' : 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) return false;
    const target = { candidateRequestId: open.id, runId: open.runId };
    await recordAuditEntry(trx, { ...by, action: 'candidate-request.answer', target, details: { decision } });
    return true;
  });
  return isAnswered ? readCandidateRequest(store, by.tenantId, requestId) : null;
}

/** Closes a request that was answered; null if the tenant has none of that id. */
export async function closeRequest(
  store: Store,
  by: ActorContext,
  requestId: string,
  now: Date,
): Promise<CandidateRequest | null> {
  const isClosed = await store.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('candidate_requests')
      .set({ closed_at: now })
      .where('id', '=', idOrNone(requestId))
      .where('client_id', '=', by.tenantId)
      .where('answered_at', 'is not', null)
      .where('closed_at', 'is', null)
      .returning(['id', 'run_id'])
      .executeTakeFirst();
    if (!row) return false;
    const target = { candidateRequestId: row.id, runId: row.run_id };
    await recordAuditEntry(trx, { ...by, action: 'candidate-request.close', target });
    return true;
  });
  return isClosed ? readCandidateRequest(store, by.tenantId, requestId) : null;
}
