import { WebhookVerificationError } from './webhook-error.ts';
import { type WebhookHeaders, webhookHeader } from './webhook-headers.ts';

/** The body of a webhook as received: its text or its bytes. */
export type WebhookBody = string | ArrayBuffer | ArrayBufferView;

const SECRET_PREFIX = 'whsec_';
/** Allowed clock difference, s (Standard Webhooks 1.0 leaves it to the receiver). */
const TOLERANCE_S = 300;

/**
 * Checks that a webhook was signed with your secret and is fresh (Standard Webhooks 1.0).
 * @param body exactly as received, text or bytes (Buffer, Uint8Array, ArrayBuffer): parsing and serialising it changes it.
 * @param headers as your framework hands them over.
 * @returns the parsed body.
 * @throws WebhookVerificationError when a header is missing, the time is off by more than 5 minutes, no signature matches, or
 * the body is not as it was received.
 */
export async function verifyWebhook(
  body: WebhookBody,
  headers: WebhookHeaders,
  secret: string,
): Promise<unknown> {
  const content = contentOf(body);
  const id = webhookHeader(headers, 'webhook-id');
  const timestamp = webhookHeader(headers, 'webhook-timestamp');
  // Copies of the header, which proxies join with commas, are further signatures.
  const signatures = webhookHeader(headers, 'webhook-signature').split(/,?\s+/);
  const ageS = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(ageS <= TOLERANCE_S)) throw new WebhookVerificationError('The webhook is too old or too new');
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret.trim().replace(SECRET_PREFIX, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const signed = concatenate(new TextEncoder().encode(`${id}.${timestamp}.`), content);
  for (const signature of signatures) {
    const [version, value = ''] = signature.split(',');
    // `verify` compares in constant time.
    if (version === 'v1' && (await crypto.subtle.verify('HMAC', key, bytesOf(value), signed))) {
      return JSON.parse(new TextDecoder().decode(content));
    }
  }
  throw new WebhookVerificationError(
    'No signature of the webhook matches the secret and the body as it was received',
  );
}

/** The bytes of a body. Callers without types may hand over anything. */
function contentOf(body: unknown): Uint8Array {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  // By its name: frames of a page and Jest have ArrayBuffers of their own.
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') {
    return new Uint8Array(body as ArrayBuffer);
  }
  throw new WebhookVerificationError(
    'The body must be the text or the bytes that were received: parsed JSON cannot be verified',
  );
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.byteLength + second.byteLength);
  whole.set(first);
  whole.set(second, first.byteLength);
  return whole;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch (error) {
    throw new WebhookVerificationError('A secret or signature is not base64', { cause: error });
  }
}
