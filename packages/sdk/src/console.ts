/** What the web console uses beside the speech API: the same server, asked by the browser's session instead of a key. */
import { type Vivavoce, vivavoceApi } from './client.ts';
import { type Connection, type RequestOptions, send } from './request.ts';

export type { Vivavoce } from './client.ts';
export { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
export type { RunFilter } from './pagination.ts';
export type { RequestOptions } from './request.ts';
export type { FinishedRun, SubmitFields } from './runs.ts';

/** How the console reaches its server. */
export interface SessionOptions {
  /** Of the server without a path. */
  readonly baseUrl: string;
  /** The token of the session against forged requests, as `GET /session` gave it last; null without a session. */
  readonly csrfToken: () => string | null;
  /** Sends the requests; the global `fetch` when absent. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The server as a signed-in person sees it. Every method throws as those of `Vivavoce` do. */
export interface SessionApi {
  /** The speech API. */
  readonly vivavoce: Vivavoce;
  /** Reads; the path is below /api/v1. */
  get<Body>(path: string, options?: RequestOptions): Promise<Body>;
  /** Makes something, or asks for an act: never tried twice by itself. */
  post<Body>(path: string, body?: unknown, options?: RequestOptions): Promise<Body>;
  /** Changes something: sending it twice changes nothing more. */
  patch<Body>(path: string, body: unknown, options?: RequestOptions): Promise<Body>;
  /** Puts something in the place of what was: never tried twice by itself, for the first time may have signed out. */
  put<Body>(path: string, body: unknown, options?: RequestOptions): Promise<Body>;
  /** Removes something. */
  remove<Body = void>(path: string, options?: RequestOptions): Promise<Body>;
}

/** The header that proves that a request comes from the console's own page. */
const CSRF_HEADER = 'x-csrf-token';
/** For one try of a request; recordings are large. */
const TIMEOUT_MS = 300_000;
const MAX_RETRIES = 3;

/** Makes a client for pages that are served by the API's own server. */
export function createSessionApi({
  baseUrl,
  csrfToken,
  fetch = globalThis.fetch,
}: SessionOptions): SessionApi {
  const withSession: typeof globalThis.fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    const token = csrfToken();
    if (token !== null) headers.set(CSRF_HEADER, token);
    return fetch(input, { ...init, headers });
  };
  const connection: Connection = {
    baseUrl,
    credentials: {},
    fetch: withSession,
    timeoutMs: TIMEOUT_MS,
    maxRetries: MAX_RETRIES,
  };
  return {
    vivavoce: vivavoceApi(connection),
    get: (path, options = {}) => send(connection, { ...options, method: 'GET', path, isRetryable: true }),
    post: (path, json, options = {}) =>
      send(connection, { ...options, method: 'POST', path, json, isRetryable: false }),
    patch: (path, json, options = {}) =>
      send(connection, { ...options, method: 'PATCH', path, json, isRetryable: true }),
    put: (path, json, options = {}) =>
      send(connection, { ...options, method: 'PUT', path, json, isRetryable: false }),
    remove: (path, options = {}) =>
      send(connection, { ...options, method: 'DELETE', path, isRetryable: true }),
  };
}
