import { Readable } from 'node:stream';
import type { RunEvent, SUBMIT_OPERATIONS } from '@vivavoce/contract';
import { runEvents } from '../runs/run-events.ts';
import { runNotFound } from '../service-error.ts';
import type { StreamContext } from './context.ts';
import type { Handler } from './route.ts';

/** The states as an event stream; periodic comments keep proxies from closing it. */
async function* eventStream(events: AsyncGenerator<RunEvent | null>): AsyncGenerator<string> {
  for await (const event of events) {
    yield event ? `event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n` : ':\n\n';
  }
}

/** `GET /speech/analyze/{id}/events`: the states of a run as server-sent events, as long as the key or the session lives. */
export function eventsRoute({
  config,
  storeOf,
  isStillCaller,
  runWatcher,
}: StreamContext): Handler<typeof SUBMIT_OPERATIONS.watchRun> {
  return async ({ params, caller, request, reply }) => {
    const events = await runEvents(storeOf(request), runWatcher, caller.tenantId, params.id, {
      pollIntervalSeconds: config.pollIntervalSeconds,
      mayGoOn: () => isStillCaller(request),
    });
    if (!events) throw runNotFound();
    return (
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        // nginx collects responses before it passes them on, unless it is told otherwise.
        .header('x-accel-buffering', 'no')
        .send(Readable.from(eventStream(events)))
    );
  };
}
