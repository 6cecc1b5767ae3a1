/** A webhook that was not signed by the server, or that is too old. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

/** The headers of a webhook: Fetch `Headers` or Node's plain object. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const SECRET_PREFIX = 'whsec_';
/** Allowed clock difference, s (Standard Webhooks 1.0 leaves it to the receiver). */
const TOLERANCE_S = 300;

/**
 * Checks that a webhook was signed with your secret and is fresh (Standard Webhooks 1.0).
 * @param body exactly as received: parsing and serialising it changes it.
 * @returns the parsed body.
 * @throws WebhookVerificationError when a header is missing, the time is off by more than 5 minutes, or no signature
 * matches.
 */
export async function verifyWebhook(body: string, headers: WebhookHeaders, secret: string): Promise<unknown> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature').split(' ');
  const ageS = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(ageS <= TOLERANCE_S)) throw new WebhookVerificationError('The webhook is too old or too new');
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret.replace(SECRET_PREFIX, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures) {
    const [version, value = ''] = signature.split(',');
    // `verify` compares in constant time.
    if (version === 'v1' && (await crypto.subtle.verify('HMAC', key, bytesOf(value), signed))) {
      return JSON.parse(body);
    }
  }
  throw new WebhookVerificationError('No signature of the webhook matches the secret');
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value === 'string') return value;
  throw new WebhookVerificationError(`The webhook has no header ${name}`);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (error) {
    throw new WebhookVerificationError('A secret or signature is not base64', { cause: error });
  }
}
