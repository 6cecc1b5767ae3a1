import { Webhook } from 'standardwebhooks';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { signingSecrets } from './secrets.ts';
import { type Answer, sendPost } from './send.ts';

/** A message to one address. */
export interface Message {
  /** The same at every attempt. */
  readonly id: string;
  readonly tenantId: string;
  readonly url: string;
  /** JSON, sent as it is. */
  readonly body: string;
}

/**
 * Sends a message once, signed by Standard Webhooks 1.0.
 * @throws ForbiddenAddressError if webhooks may not go there; the system's errors if there is no response.
 */
export async function sendSigned(
  store: Store,
  { webhookNetworks }: Pick<Config, 'webhookNetworks'>,
  { id, tenantId, url, body }: Message,
): Promise<Answer> {
  const now = store.now();
  const secrets = await signingSecrets(store, tenantId);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
  return sendPost(url, body, headers, webhookNetworks);
}
