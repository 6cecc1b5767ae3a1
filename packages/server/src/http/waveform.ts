import type { Waveform } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findRun } from '../runs/poll.ts';
import { readWaveform } from '../runs/waveform.ts';
import { callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { RequestError } from './request-errors.ts';

/** `GET /speech/analyze/{id}/waveform`: how loud the recording is over its length, for drawing. */
export function waveformRoute({ storeOf }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<Waveform> => {
    const store = storeOf(request);
    const run = await findRun(store.db, callerOf(request).tenantId, request.params.id);
    if (!run) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
    if (run.body === null) throw new RequestError('RUN_NOT_FINISHED', 'The run is not finished: poll it');
    const waveform = await readWaveform(store, run);
    if (!waveform) throw new RequestError('NOT_FOUND', 'This run has no waveform');
    reply.header('cache-control', 'private, no-store');
    return waveform;
  };
}
