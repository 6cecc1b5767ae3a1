import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { signatureOf, signingSecrets } from './secrets.ts';
import { type Answer, sendPost } from './send.ts';

/** A message on its way to one address. */
export interface Message {
  /** The same at every try. */
  readonly id: string;
  readonly tenantId: string;
  readonly url: string;
  /** JSON, sent as it is. */
  readonly body: string;
}

/**
 * Sends a message once, signed as Standard Webhooks 1.0 asks.
 * @throws ForbiddenAddressError if webhooks may not go there; the system's errors if nobody answers.
 */
export async function sendSigned(
  store: Store,
  { webhookNetworks }: Pick<Config, 'webhookNetworks'>,
  { id, tenantId, url, body }: Message,
): Promise<Answer> {
  const seconds = Math.floor(Date.now() / 1000);
  const secrets = await signingSecrets(store, tenantId);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => signatureOf(secret, id, seconds, body)).join(' '),
  };
  return sendPost(url, body, headers, webhookNetworks);
}
