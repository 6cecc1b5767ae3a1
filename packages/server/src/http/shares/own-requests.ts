import type { CANDIDATE_REQUEST_OPERATIONS } from '@vivavoce/contract';
import { listRequestsOfRun } from '../../runs/own-requests.ts';
import { ServiceError } from '../../service-error.ts';
import { makeRequest, withdrawRequest } from '../../shares/make-request.ts';
import { type ActiveShare, findShare, findShareOfRequests, shareActor } from '../../shares/shares.ts';
import { requestOrigin } from '../accounts/session.ts';
import type { HttpContext } from '../context.ts';
import type { Handler } from '../route.ts';
import { admitShare, type SharedCall } from './shared-report.ts';

type Operations = typeof CANDIDATE_REQUEST_OPERATIONS;

/** The candidate's link of a request, found by one of the ways to find links. */
async function candidateShareOf(
  context: HttpContext,
  call: SharedCall,
  find: typeof findShare,
): Promise<ActiveShare> {
  const share = await admitShare(
    context,
    call,
    await find(context.store.db, call.params.token, context.now()),
  );
  if (share.audience !== 'candidate') {
    throw new ServiceError('MISSING_PERMISSION', 'Only the candidate can ask for something here');
  }
  return share;
}

/** `GET /shared/{token}/requests`: what the candidate asked for, with the answers. */
export function listOwnRequestsRoute(context: HttpContext): Handler<Operations['listOwnRequests']> {
  return async (call) => {
    const { tenantId, runId, organisation, requestDays } = await candidateShareOf(
      context,
      call,
      findShareOfRequests,
    );
    const requests = await listRequestsOfRun(context.store.forTenant(tenantId), runId);
    return { organisation, answerDays: requestDays, requests };
  };
}

/** `POST /shared/{token}/requests`: the candidate asks for something. */
export function makeRequestRoute(context: HttpContext): Handler<Operations['makeRequest']> {
  return async (call) => {
    const share = await candidateShareOf(context, call, findShare);
    const by = shareActor(share, requestOrigin(call.request));
    return makeRequest(context.store.forTenant(share.tenantId), by, share, call.body, context.now());
  };
}

/** `POST /shared/{token}/requests/{requestId}/withdraw`: the candidate takes a request back. */
export function withdrawRequestRoute(context: HttpContext): Handler<Operations['withdrawRequest']> {
  return async (call) => {
    const share = await candidateShareOf(context, call, findShareOfRequests);
    const by = shareActor(share, requestOrigin(call.request));
    const own = context.store.forTenant(share.tenantId);
    const withdrawn = await withdrawRequest(own, by, share.runId, call.params.requestId, context.now());
    if (!withdrawn) throw new ServiceError('NOT_FOUND', 'There is no such open request');
    return withdrawn;
  };
}
