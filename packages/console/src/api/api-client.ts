import type { SessionState } from '@vivavoce/contract';
import { createSessionApi, type SessionApi } from '@vivavoce/sdk/console';
import { recordingFetch } from './recent-requests.ts';

let csrfToken: string | null = null;

/** Remembers the CSRF token of the session, which unsafe requests have to send. */
export function rememberCsrfToken(session: SessionState): SessionState {
  csrfToken = session.csrfToken;
  return session;
}

/** The API of the server that this page came from, authenticated by the browser's session. */
export const api: SessionApi = createSessionApi({
  baseUrl: window.location.origin,
  csrfToken: () => csrfToken,
  fetch: recordingFetch((...request) => globalThis.fetch(...request)),
});

/** The same API with upload progress, 0 to 1, which `fetch` does not report. */
export function apiWithProgress(onProgress: (share: number) => void): SessionApi {
  return createSessionApi({
    baseUrl: window.location.origin,
    csrfToken: () => csrfToken,
    fetch: recordingFetch((input, init) => sendWithProgress(String(input), init ?? {}, onProgress)),
  });
}

function sendWithProgress(
  url: string,
  { method = 'GET', headers, body, signal }: RequestInit,
  onProgress: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    new Headers(headers).forEach((value, name) => {
      request.setRequestHeader(name, value);
    });
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(toResponse(request));
    request.onerror = () => reject(new TypeError('The request failed'));
    request.onabort = () => reject(signal?.reason ?? new DOMException('Aborted', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body as XMLHttpRequestBodyInit);
  });
}

function toResponse(request: XMLHttpRequest): Response {
  const retryAfter = request.getResponseHeader('retry-after');
  return new Response(request.responseText || null, {
    status: request.status,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  });
}
