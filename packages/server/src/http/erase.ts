import { type ErasedResponse, externalIdSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { eraseCandidate, eraseRun } from '../runs/erase.ts';
import { actorContextOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { Query } from './query.ts';
import { RequestError } from './request-errors.ts';

/** `DELETE /speech/analyze/{id}`: erases a run for good. */
export function eraseRunRoute({ config, storeOf }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const found = await eraseRun(
      storeOf(request),
      actorContextOf(request),
      request.params.id,
      config.maxActiveRuns,
    );
    if (!found) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
    return reply.code(204).send();
  };
}

/** `DELETE /speech/runs?externalId=`: erases every run of one candidate. */
export function eraseCandidateRoute({ config, storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<ErasedResponse> => {
    const externalId = new Query(request).one('externalId', externalIdSchema, 'INVALID_EXTERNAL_ID');
    // Without it this would read as: erase everything.
    if (externalId === undefined) {
      throw new RequestError('INVALID_EXTERNAL_ID', 'Say whose runs are to be erased: externalId');
    }
    return {
      erased: await eraseCandidate(
        storeOf(request),
        actorContextOf(request),
        externalId,
        config.maxActiveRuns,
      ),
    };
  };
}
