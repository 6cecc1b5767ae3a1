import type { SHARE_OPERATIONS } from '@vivavoce/contract';
import { ServiceError } from '../../service-error.ts';
import { listErasureRequests, settleErasureRequest } from '../../shares/erasure-requests.ts';
import type { TenantContext } from '../context.ts';
import type { Handler } from '../route.ts';

type Operations = typeof SHARE_OPERATIONS;

/** `GET /erasure-requests`: candidates' requests for erasure. */
export function listErasureRequestsRoute({
  storeOf,
}: TenantContext): Handler<Operations['listErasureRequests']> {
  return async ({ caller, request }) => ({
    requests: await listErasureRequests(storeOf(request).db, caller.tenantId),
  });
}

/** `POST /erasure-requests/{requestId}/settle`: erases the run, or declines. */
export function settleErasureRequestRoute({
  config,
  storeOf,
  now,
}: TenantContext): Handler<Operations['settleErasureRequest']> {
  return async ({ params: { requestId }, body, by, request }) => {
    const settled = await settleErasureRequest(storeOf(request), by, requestId, body, config, now());
    if (!settled) throw new ServiceError('NOT_FOUND', 'There is no such open request');
    return settled;
  };
}
