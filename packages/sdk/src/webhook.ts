/** A webhook that does not come from the server, or that came too late. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

/** The headers of a webhook as a server hands them on: Fetch `Headers` or Node's plain object. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const SECRET_PREFIX = 'whsec_';
/** How far the clocks may be apart, s (Standard Webhooks 1.0 leaves the figure to the receiver). */
const TOLERANCE_S = 300;

/**
 * Checks that a webhook was signed with your secret and is fresh (Standard Webhooks 1.0).
 * @param body exactly as it came: parsing and printing it again changes it.
 * @returns the parsed body.
 * @throws WebhookVerificationError when a header is missing, the time is off by more than 5 minutes, or no signature fits.
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
    // The comparison inside `verify` takes the same time whatever is wrong.
    if (version === 'v1' && (await crypto.subtle.verify('HMAC', key, bytesOf(value), signed))) {
      return JSON.parse(body);
    }
  }
  throw new WebhookVerificationError('No signature of the webhook fits the secret');
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
