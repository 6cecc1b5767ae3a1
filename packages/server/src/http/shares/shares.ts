import { type CreatedShare, newShareSchema, type Share } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createShare, listShares, revokeShare } from '../../shares/shares.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { publicUrlOf } from '../public-url.ts';
import { RequestError } from '../request-errors.ts';

const runNotFound = (): RequestError => new RequestError('RUN_NOT_FOUND', 'There is no such run');

/** `POST /speech/analyze/{id}/shares`: a link to the report of a run; its token is shown once. */
export function createShareRoute({ config, storeOf, now }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const wanted = bodyOf(request, newShareSchema);
    const made = await createShare(
      storeOf(request).db,
      actorContextOf(request),
      request.params.id,
      wanted,
      now(),
    );
    if (made === 'no-run') throw runNotFound();
    if (made === 'no-result') {
      throw new RequestError('RUN_NOT_FINISHED', 'Only a run with a result can be shared');
    }
    const url = `${publicUrlOf(request, config)}/shared#token=${made.token}`;
    return reply.code(201).send({ ...made, url } satisfies CreatedShare);
  };
}

/** `GET /speech/analyze/{id}/shares`: the links of a run that are good. */
export function listSharesRoute({ storeOf, now }: TenantContext) {
  return async (request: FastifyRequest<{ Params: { id: string } }>): Promise<{ shares: Share[] }> => {
    const { tenantId } = callerOf(request);
    const shares = await listShares(storeOf(request).db, tenantId, request.params.id, now());
    if (!shares) throw runNotFound();
    return { shares };
  };
}

/** `DELETE /speech/analyze/{id}/shares/{shareId}`: makes a link void. */
export function revokeShareRoute({ storeOf }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string; shareId: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { id, shareId } = request.params;
    const found = await revokeShare(storeOf(request).db, actorContextOf(request), id, shareId);
    if (!found) throw runNotFound();
    return reply.code(204).send();
  };
}
