import type { Passage, PollResponse } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
import type { RequestOptions } from './request.ts';
import { runEvents, updatedTranscript } from './run-events.ts';
import { type FinishedRun, isFinished, poll } from './runs.ts';
import { sleep } from './sleep.ts';

/** How to wait for a result. */
export interface WaitOptions extends RequestOptions {
  /** Called with every state that differs from the one before, the final one included. */
  readonly onState?: (state: PollResponse) => void;
  /**
   * Called with all words so far, in order of time, whenever there are new ones: a draft, which the result can differ from.
   */
  readonly onTranscript?: (passages: readonly Passage[]) => void;
  /** The longest wait, ms; an hour by default. */
  readonly timeoutMs?: number;
}

const HOUR_MS = 3_600_000;
/** How often to poll as long as the API has not said it, s: the interval that it has by default. */
const DEFAULT_INTERVAL_S = 10;
/** How long the API may be out of reach once it has answered, ms: a restart is no reason to give up. */
const MAX_OUTAGE_MS = 300_000;

/** A wait that goes on. */
interface Wait {
  readonly connection: Connection;
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly onState: (state: PollResponse) => void;
  readonly onTranscript: (passages: readonly Passage[]) => void;
}

/**
 * Waits until a run is finished: by listening to its events, and where those are not available by polling as often as the API
 * allows; see `Vivavoce.waitForResult`.
 */
export async function waitForResult(
  connection: Connection,
  runId: string,
  { onState, onTranscript, timeoutMs = HOUR_MS, ...options }: WaitOptions,
): Promise<FinishedRun> {
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([limit, ...(options.signal ? [options.signal] : [])]);
  let status: PollResponse['status'] | 'unknown';
  status = 'unknown';
  let lastState = '';
  const noteState = (state: PollResponse) => {
    status = state.status;
    const { partialTranscript, ...others } = { partialTranscript: undefined, ...state };
    const text = JSON.stringify(others);
    if (text !== lastState) onState?.(state);
    lastState = text;
  };
  const noteTranscript = (passages: readonly Passage[]) =>
    onTranscript?.(passages.toSorted((a, b) => a.startMs - b.startMs));
  try {
    return await untilFinished({
      connection,
      runId,
      signal,
      onState: noteState,
      onTranscript: noteTranscript,
    });
  } catch (error) {
    if (error !== limit.reason || !limit.aborted) throw error;
    throw new VivavoceTimeoutError(
      `The run ${runId} is ${status} after ${timeoutMs} ms; the analysis continues`,
    );
  }
}

async function untilFinished(wait: Wait): Promise<FinishedRun> {
  let answeredAt: number | null = null;
  let hasEvents = true;
  for (;;) {
    let pauseS: number;
    try {
      const state = await poll(wait.connection, wait.runId, { signal: wait.signal });
      answeredAt = Date.now();
      wait.onState(state);
      if (isFinished(state)) return state;
      if (state.status === 'processing' && state.partialTranscript) {
        wait.onTranscript(state.partialTranscript);
      }
      pauseS = state.pollIntervalSeconds;
    } catch (error) {
      if (!isNotYet(error, answeredAt)) throw error;
      if (error instanceof VivavoceError) answeredAt = Date.now();
      pauseS = error.retryAfterSeconds ?? DEFAULT_INTERVAL_S;
    }
    const pollAgainAt = Date.now() + pauseS * 1000;
    if (hasEvents) {
      const outcome = await listen(wait);
      if (outcome === 'ended') continue;
      // A proxy that holds events back would cost its silence again between any two polls.
      hasEvents = outcome === 'broken off';
    }
    await sleep(Math.max(0, pollAgainAt - Date.now()), wait.signal);
  }
}

/**
 * Whether an error says no more than that the result is not known yet: the run was polled a moment ago, perhaps by somebody
 * else; the API is busy; or it answered before and is out of reach now.
 */
function isNotYet(
  error: unknown,
  answeredAt: number | null,
): error is VivavoceError | VivavoceConnectionError {
  if (error instanceof VivavoceError) return error.status === 429 || error.status === 503;
  return (
    error instanceof VivavoceConnectionError && answeredAt !== null && Date.now() - answeredAt < MAX_OUTAGE_MS
  );
}

/** Listens to the events of the run. @returns how that ended; `unavailable` when not a single event came. */
async function listen({
  connection,
  runId,
  signal,
  onState,
  onTranscript,
}: Wait): Promise<'ended' | 'broken off' | 'unavailable'> {
  let outcome: 'broken off' | 'unavailable' = 'unavailable';
  let passages: Passage[] = [];
  for await (const { event, data } of runEvents(connection, runId, signal)) {
    if (event === 'end') return 'ended';
    outcome = 'broken off';
    if (event === 'state') onState(data);
    else {
      passages = updatedTranscript(passages, data);
      onTranscript(passages);
    }
  }
  return outcome;
}
