import type { CANDIDATE_REQUEST_OPERATIONS } from '@vivavoce/contract';
import { ServiceError } from '../../service-error.ts';
import { listCandidateRequests } from '../../shares/candidate-requests.ts';
import {
  answerRequest,
  assignRequest,
  closeRequest,
  listRequestMembers,
} from '../../shares/manage-requests.ts';
import type { TenantContext } from '../context.ts';
import type { Handler } from '../route.ts';

type Operations = typeof CANDIDATE_REQUEST_OPERATIONS;

/** What was found. @throws ServiceError NOT_FOUND if nothing was. */
function found<T>(request: T | null, message: string): T {
  if (request === null) throw new ServiceError('NOT_FOUND', message);
  return request;
}

/** `GET /candidate-requests`: the requests of candidates, those that are due first. */
export function listCandidateRequestsRoute({
  storeOf,
}: TenantContext): Handler<Operations['listCandidateRequests']> {
  return async ({ caller, query, request }) => {
    const store = storeOf(request);
    return {
      requests: await listCandidateRequests(store, caller.tenantId, query.state),
      members: await listRequestMembers(store.db, caller.tenantId),
    };
  };
}

/** `PATCH /candidate-requests/{requestId}`: says who sees to a request. */
export function assignCandidateRequestRoute({
  storeOf,
}: TenantContext): Handler<Operations['assignCandidateRequest']> {
  return async ({ params, body, by, request }) =>
    found(
      await assignRequest(storeOf(request), by, params.requestId, body.ownerId),
      'There is no such request, or it is closed',
    );
}

/** `POST /candidate-requests/{requestId}/answer`: answers; granted erasure erases the run. */
export function answerCandidateRequestRoute({
  config: { maxActiveRuns },
  storeOf,
  now,
}: TenantContext): Handler<Operations['answerCandidateRequest']> {
  return async ({ params, body, by, request }) =>
    found(
      await answerRequest(storeOf(request), by, params.requestId, body, { maxActiveRuns, now: now() }),
      'There is no such open request',
    );
}

/** `POST /candidate-requests/{requestId}/close`: nothing is left to do. */
export function closeCandidateRequestRoute({
  storeOf,
  now,
}: TenantContext): Handler<Operations['closeCandidateRequest']> {
  return async ({ params, by, request }) =>
    found(
      await closeRequest(storeOf(request), by, params.requestId, now()),
      'There is no such request that was answered and is not closed',
    );
}
