import type { FinishedPoll } from '@vivavoce/contract';
import type { FoundResult } from '../runs/result.ts';
import { RequestError } from './request-errors.ts';

/**
 * The result of a run that was looked for.
 * @throws RequestError if there is no such run, or no result of it.
 */
export function requireResult(found: FoundResult | null): FinishedPoll {
  if (!found) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
  if (found === 'unfinished') throw new RequestError('RUN_NOT_FINISHED', 'The run is not finished: poll it');
  if (found === 'failed') {
    throw new RequestError('NOT_FOUND', 'The run failed and has no result: poll it for the reason');
  }
  return found;
}
