import { type ErasureRequest, settleErasureSchema } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import { listErasureRequests, settleErasureRequest } from '../../shares/erasure-requests.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { RequestError } from '../request-errors.ts';

/** `GET /erasure-requests`: what candidates have asked for on shared pages. */
export function listErasureRequestsRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest): Promise<{ requests: ErasureRequest[] }> => ({
    requests: await listErasureRequests(storeOf(request).db, callerOf(request).clientId),
  });
}

/** `POST /erasure-requests/{requestId}/settle`: erases the run, or declines. */
export function settleErasureRequestRoute({ config, storeOf, now }: ClientContext) {
  return async (request: FastifyRequest<{ Params: { requestId: string } }>): Promise<ErasureRequest> => {
    const decision = bodyOf(request, settleErasureSchema);
    const { requestId } = request.params;
    const by = actingBy(request);
    const settled = await settleErasureRequest(storeOf(request), by, requestId, decision, config, now());
    if (!settled) throw new RequestError('NOT_FOUND', 'There is no such request that is open');
    return settled;
  };
}
