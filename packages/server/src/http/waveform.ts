import type { DOWNLOAD_OPERATIONS } from '@vivavoce/contract';
import { findRun } from '../runs/poll.ts';
import { readWaveform } from '../runs/waveform.ts';
import { runNotFound, ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

/** `GET /speech/analyze/{id}/waveform`: the loudness of the recording over time, for drawing. */
export function waveformRoute({ storeOf }: TenantContext): Handler<typeof DOWNLOAD_OPERATIONS.readWaveform> {
  return async ({ params, caller, request, reply }) => {
    const store = storeOf(request);
    const run = await findRun(store.db, caller.tenantId, params.id);
    if (!run) throw runNotFound();
    if (run.body === null)
      throw new ServiceError('RUN_NOT_FINISHED', 'The run is not finished: poll it until it is');
    const waveform = await readWaveform(store, run);
    if (!waveform) throw new ServiceError('NOT_FOUND', 'This run has no waveform');
    reply.header('cache-control', 'private, no-store');
    return waveform;
  };
}
