import { Readable } from 'node:stream';
import type { RunEvent } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { watchRun } from '../runs/watch.ts';
import { callerOf } from './authentication.ts';
import type { ClientContext } from './context.ts';
import { RequestError } from './request-errors.ts';

/** The states as an event stream; a comment now and then keeps proxies from closing it. */
async function* streamOf(events: AsyncGenerator<RunEvent | null>): AsyncGenerator<string> {
  for await (const told of events) {
    yield told ? `event: ${told.event}\ndata: ${JSON.stringify(told.data)}\n\n` : ':\n\n';
  }
}

/** `GET /speech/analyze/{id}/events`: the states of a run as server-sent events, for those who would rather listen. */
export function eventsRoute({ config, storeOf, watch }: ClientContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { clientId } = callerOf(request);
    const events = await watchRun(
      storeOf(request),
      watch,
      clientId,
      request.params.id,
      config.pollIntervalSeconds,
    );
    if (!events) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(Readable.from(streamOf(events)));
  };
}
