import type { FastifyReply, FastifyRequest } from 'fastify';
import { recordAuditEntry } from '../audit/record.ts';
import { pollRun } from '../runs/poll.ts';
import { actorContextOf, callerOf } from './authentication.ts';
import type { TenantContext } from './context.ts';
import { RequestError } from './request-errors.ts';

/** `GET /speech/analyze/{id}`: the state or result of one run. */
export function pollRoute(context: TenantContext) {
  const { pollIntervalSeconds } = context.config;
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { id } = request.params;
    const { tenantId, actor } = callerOf(request);
    const store = context.storeOf(request);
    const polled = await pollRun(store, context, tenantId, id);
    if (!polled) throw new RequestError('RUN_NOT_FOUND', 'There is no such run');
    if (polled.kind === 'finished') {
      // Programs poll by the thousand; people read.
      if (actor.kind === 'user') {
        await recordAuditEntry(store.db, {
          ...actorContextOf(request),
          action: 'run.read',
          target: { runId: id },
        });
      }
      return reply.header('content-type', 'application/json; charset=utf-8').send(polled.bodyText);
    }
    if (polled.kind === 'too-soon') {
      const message = `Poll an unfinished run every ${pollIntervalSeconds} s at most`;
      throw new RequestError('POLL_RATE_LIMITED', message, { retryAfterSeconds: polled.retryAfterSeconds });
    }
    return reply.header('retry-after', String(pollIntervalSeconds)).send(polled.body);
  };
}
