import type { PollResponse } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { VivavoceTimeoutError } from './errors.ts';
import type { RequestOptions } from './request.ts';
import { type FinishedRun, isFinished, poll } from './runs.ts';
import { sleep } from './sleep.ts';

/** How to wait for a result. */
export interface WaitOptions extends RequestOptions {
  /** Called with every state, the final one included. */
  readonly onState?: (state: PollResponse) => void;
  /** The longest wait, ms; an hour by default. */
  readonly timeoutMs?: number;
}

const HOUR_MS = 3_600_000;

/** Polls a run as often as the API allows until it is finished; see `Vivavoce.waitForResult`. */
export async function waitForResult(
  connection: Connection,
  runId: string,
  { onState, timeoutMs = HOUR_MS, ...options }: WaitOptions,
): Promise<FinishedRun> {
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([limit, ...(options.signal ? [options.signal] : [])]);
  let status: PollResponse['status'] | 'unknown';
  status = 'unknown';
  try {
    for (;;) {
      const state = await poll(connection, runId, { ...options, signal });
      onState?.(state);
      if (isFinished(state)) return state;
      status = state.status;
      await sleep(state.pollIntervalSeconds * 1000, signal);
    }
  } catch (error) {
    if (error !== limit.reason || !limit.aborted) throw error;
    throw new VivavoceTimeoutError(
      `The run ${runId} is ${status} after ${timeoutMs} ms; the analysis continues`,
    );
  }
}
