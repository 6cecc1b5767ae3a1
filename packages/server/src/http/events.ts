import { Readable } from 'node:stream';
import type { RunEvent } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { runEvents } from '../runs/run-events.ts';
import { callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { RequestError } from './request-errors.ts';

/** The states as an event stream; a comment now and then keeps proxies from closing it. */
async function* eventStream(events: AsyncGenerator<RunEvent | null>): AsyncGenerator<string> {
  for await (const event of events) {
    yield event ? `event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n` : ':\n\n';
  }
}

/** `GET /speech/analyze/{id}/events`: the states of a run as server-sent events, for those who would rather listen. */
export function eventsRoute({ config, storeOf, runWatcher }: TenantContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { tenantId } = callerOf(request);
    const events = await runEvents(
      storeOf(request),
      runWatcher,
      tenantId,
      request.params.id,
      config.pollIntervalSeconds,
    );
    if (!events) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(Readable.from(eventStream(events)));
  };
}
