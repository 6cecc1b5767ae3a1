import type { WebhookTest } from '@vivavoce/contract';
import type { ActorContext } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import type { Store } from '../store/store.ts';
import { readEndpoint } from './endpoints.ts';
import { sendSigned } from './send-signed.ts';

/**
 * Sends an endpoint a message of the type `webhook.test`, once, and tells how it was taken. Nothing is noted about the
 * endpoint, which may be switched off.
 * @throws ServiceError if the client has no such endpoint.
 */
export async function sendTestMessage(
  store: Store,
  config: Pick<Config, 'webhookNetworks'>,
  by: ActorContext,
  endpointId: string,
): Promise<WebhookTest> {
  const { url } = await readEndpoint(store.db, by.tenantId, endpointId);
  await recordAuditEntry(store.db, { ...by, action: 'webhook.test', target: { endpointId } });
  const timestamp = new Date().toISOString();
  const body = JSON.stringify({ type: 'webhook.test', timestamp, data: { endpointId } });
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  try {
    const { status, text } = await sendSigned(store, config, {
      id: newId(),
      tenantId: by.tenantId,
      url,
      body,
    });
    return { delivered: status >= 200 && status < 300, status, answer: text, durationMs: took() };
  } catch (error) {
    const answer = error instanceof Error ? error.message : String(error);
    return { delivered: false, status: null, answer, durationMs: took() };
  }
}
