import { WebhookVerificationError } from './webhook-error.ts';

/** The value of a header: alone, in a list (Node, `multiValueHeaders` of Amazon API Gateway), or as CloudFront has it. */
type HeaderValue = string | readonly (string | { readonly value: string })[] | undefined;

/**
 * The headers of a webhook, with names in any case: Fetch `Headers`, a Map or other pairs, Node's `headers` or `rawHeaders`, or
 * an object of values or lists, as cloud functions are given.
 */
export type WebhookHeaders =
  | Headers
  | Iterable<readonly [name: string, value: string]>
  | readonly string[]
  | Readonly<Record<string, HeaderValue>>;

/**
 * The value of a header; several are joined by spaces.
 * @param name in lower case.
 * @throws WebhookVerificationError when there is none.
 */
export function webhookHeader(headers: WebhookHeaders, name: string): string {
  const values = pairsOf(headers).flatMap(([key, value]) =>
    String(key).toLowerCase() === name ? textsOf(value) : [],
  );
  if (values.length > 0) return values.join(' ');
  throw new WebhookVerificationError(`The webhook has no header ${name}`);
}

function pairsOf(headers: WebhookHeaders): (readonly [name: string, value: HeaderValue])[] {
  if (!headers || typeof headers !== 'object') return [];
  if (!(Symbol.iterator in headers)) return Object.entries(headers);
  const items: (string | readonly [string, string])[] = [...headers];
  return items.flatMap((item, index) => {
    if (typeof item !== 'string') return [item];
    // `rawHeaders`: names and values by turns.
    const value = items[index + 1];
    return index % 2 === 0 && typeof value === 'string' ? [[item, value] as const] : [];
  });
}

function textsOf(value: HeaderValue): string[] {
  if (typeof value === 'string') return [value.trim()];
  if (!Array.isArray(value)) return [];
  return value.map((one) => (typeof one === 'string' ? one : one.value).trim());
}
