import { type CreatedShare, newShareSchema, type Share } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createShare, listShares, revokeShare } from '../../shares/shares.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { publicUrlOf } from '../public-url.ts';
import { RequestError } from '../request-errors.ts';

const noRun = (): RequestError => new RequestError('RUN_NOT_FOUND', 'There is no such run');

/** `POST /speech/analyze/{id}/shares`: a link to the report of a run; its token is shown once. */
export function createShareRoute({ config, storeOf, now }: ClientContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const wanted = bodyOf(request, newShareSchema);
    const made = await createShare(storeOf(request).db, actingBy(request), request.params.id, wanted, now());
    if (made === 'no-run') throw noRun();
    if (made === 'no-result') {
      throw new RequestError('RUN_NOT_FINISHED', 'Only a run with a result can be shared');
    }
    const url = `${publicUrlOf(request, config)}/shared#token=${made.token}`;
    return reply.code(201).send({ ...made, url } satisfies CreatedShare);
  };
}

/** `GET /speech/analyze/{id}/shares`: the links of a run that are good. */
export function listSharesRoute({ storeOf, now }: ClientContext) {
  return async (request: FastifyRequest<{ Params: { id: string } }>): Promise<{ shares: Share[] }> => {
    const { clientId } = callerOf(request);
    const shares = await listShares(storeOf(request).db, clientId, request.params.id, now());
    if (!shares) throw noRun();
    return { shares };
  };
}

/** `DELETE /speech/analyze/{id}/shares/{shareId}`: makes a link void. */
export function revokeShareRoute({ storeOf }: ClientContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string; shareId: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { id, shareId } = request.params;
    const found = await revokeShare(storeOf(request).db, actingBy(request), id, shareId);
    if (!found) throw noRun();
    return reply.code(204).send();
  };
}
