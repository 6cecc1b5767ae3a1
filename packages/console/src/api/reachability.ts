import { VivavoceConnectionError, VivavoceTimeoutError } from '@vivavoce/sdk/console';
import { useEffect, useEffectEvent } from 'react';
import { api } from './api-client.ts';

/** How often a server that did not answer is asked again, ms. */
const RETRY_MS = 5000;

/** Whether the server, or something between, did not answer: waiting helps, unlike with what the API refuses. */
export const isUnreachable = (error: Error): boolean =>
  error instanceof VivavoceConnectionError || error instanceof VivavoceTimeoutError;

/** Calls back once the server answers again, and at once when the browser comes online; does nothing unless it waits. */
export function useServerReturn(isWaiting: boolean, onReturn: () => void): void {
  const notify = useEffectEvent(onReturn);
  useEffect(() => {
    if (!isWaiting) return;
    const stop = new AbortController();
    const ask = () =>
      void api.health({ signal: stop.signal }).then(
        () => !stop.signal.aborted && notify(),
        () => {
          // Still away.
        },
      );
    const timer = setInterval(ask, RETRY_MS);
    window.addEventListener('online', ask, { signal: stop.signal });
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [isWaiting]);
}
