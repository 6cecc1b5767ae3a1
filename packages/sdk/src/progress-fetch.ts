/** How much of an upload was sent, bytes. */
export interface SentBytes {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/** What `fetch` takes, and whom to tell how much of the body was sent. Other implementations of `fetch` ignore the latter. */
export interface ProgressInit extends RequestInit {
  readonly onSent?: (sent: SentBytes) => void;
}

/**
 * The `fetch` of this environment. In browsers, where `fetch` does not report how much of a body was sent, requests that ask
 * for it go through XMLHttpRequest; their responses are read as text.
 */
export const progressFetch: typeof globalThis.fetch = (input, init?: ProgressInit) =>
  init?.onSent && typeof XMLHttpRequest !== 'undefined'
    ? sendByXhr(input instanceof Request ? input.url : String(input), init)
    : globalThis.fetch(input, init);

function sendByXhr(
  url: string,
  { method = 'GET', headers, body, signal, onSent }: ProgressInit,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    request.open(method, url);
    new Headers(headers).forEach((value, name) => {
      request.setRequestHeader(name, value);
    });
    request.upload.onprogress = ({ loaded, total }) => onSent?.({ sentBytes: loaded, totalBytes: total });
    request.onload = () => resolve(toResponse(request));
    request.onerror = () => reject(new TypeError('The request failed'));
    request.onabort = () => reject(signal?.reason);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body as XMLHttpRequestBodyInit);
  });
}

function toResponse(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1));
  }
  return new Response(request.responseText || null, { status: request.status, headers });
}
