import { type ErasureRequest, settleErasureSchema } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { listErasureRequests, settleErasureRequest } from '../../shares/erasure-requests.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { RequestError } from '../request-errors.ts';

/** `GET /erasure-requests`: what candidates have asked for on shared pages. */
export function listErasureRequestsRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<{ requests: ErasureRequest[] }> => ({
    requests: await listErasureRequests(storeOf(request).db, callerOf(request).tenantId),
  });
}

/** `POST /erasure-requests/{requestId}/settle`: erases the run, or declines. */
export function settleErasureRequestRoute({ config, storeOf, now }: TenantContext) {
  return async (request: FastifyRequest<{ Params: { requestId: string } }>): Promise<ErasureRequest> => {
    const decision = bodyOf(request, settleErasureSchema);
    const { requestId } = request.params;
    const by = actorContextOf(request);
    const settled = await settleErasureRequest(storeOf(request), by, requestId, decision, config, now());
    if (!settled) throw new RequestError('NOT_FOUND', 'There is no such request that is open');
    return settled;
  };
}
