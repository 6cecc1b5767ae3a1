import type { SUBMIT_OPERATIONS } from '@vivavoce/contract';
import { recordAuditEntry } from '../audit/record.ts';
import { pollRun } from '../runs/poll.ts';
import { textInLanguage } from '../runs/reading-language.ts';
import { runNotFound, ServiceError } from '../service-error.ts';
import type { TenantContext } from './context.ts';
import type { Handler } from './route.ts';

/** `GET /speech/analyze/{id}`: the status or result of a run. */
export function pollRoute(context: TenantContext): Handler<typeof SUBMIT_OPERATIONS.pollRun> {
  const { pollIntervalSeconds } = context.config;
  return async ({ params: { id }, query: { reportLanguage }, caller, by, request, reply }) => {
    const { tenantId, actor } = caller;
    const store = context.storeOf(request);
    const polled = await pollRun(store, context, tenantId, id);
    if (!polled) throw runNotFound();
    if (polled.kind === 'finished') {
      // Programs poll by the thousand: only people’s reading is recorded.
      if (actor.kind === 'user') {
        await recordAuditEntry(store.db, {
          ...by,
          action: 'run.read',
          target: { runId: id },
        });
      }
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .send(textInLanguage(polled.bodyText, reportLanguage));
    }
    if (polled.kind === 'too-soon') {
      const message = `An unfinished run can be polled every ${pollIntervalSeconds} s`;
      throw new ServiceError('POLL_RATE_LIMITED', message, { retryAfterSeconds: polled.retryAfterSeconds });
    }
    return reply.header('retry-after', String(pollIntervalSeconds)).send(polled.body);
  };
}
