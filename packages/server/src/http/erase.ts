import type { RUN_OPERATIONS } from '@vivavoce/contract';
import { eraseCandidate, eraseRun } from '../runs/erase.ts';
import { runNotFound, ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

/** `DELETE /speech/analyze/{id}`: permanently erases a run. */
export function eraseRunRoute({ config, storeOf }: TenantContext): Handler<typeof RUN_OPERATIONS.eraseRun> {
  return async ({ params, by, request }) => {
    const found = await eraseRun(storeOf(request), by, params.id, config.maxActiveRuns);
    if (!found) throw runNotFound();
  };
}

/** `DELETE /speech/runs?externalId=`: permanently erases every run of one candidate. */
export function eraseCandidateRoute({
  config,
  storeOf,
}: TenantContext): Handler<typeof RUN_OPERATIONS.eraseCandidate> {
  return async ({ query: { externalId }, by, request }) => {
    // Without it the request would read as: erase everything.
    if (externalId === undefined) {
      throw new ServiceError('INVALID_EXTERNAL_ID', 'externalId is required: name the candidate to erase', {
        details: { field: 'externalId' },
      });
    }
    return { erased: await eraseCandidate(storeOf(request), by, externalId, config.maxActiveRuns) };
  };
}
