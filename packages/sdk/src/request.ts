import type { ErrorEnvelope, ReportLanguage } from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
import type { ProgressInit } from './progress-fetch.ts';
import { sleep } from './sleep.ts';
import { startAttempt, type Upload } from './upload.ts';

/** Options of every request. */
export interface RequestOptions {
  /** Aborts the request; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of requests for what is read. */
export interface ReadingOptions extends RequestOptions {
  /** The language of the sentences and of what speakers are called: en, de, es or fr; that of the submission by default. */
  readonly reportLanguage?: ReportLanguage;
}

interface ApiRequest extends RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1. */
  readonly path: string;
  /** A form with a file; the time limit is then for silence, not for the whole upload. */
  readonly upload?: Upload;
  /** A JSON body. */
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether an attempt without a response, or with a server error, may be repeated. One that was rejected with 429 or 503
   * always may: the API has done nothing then.
   */
  readonly isRetryable: boolean;
  /** For responses other than JSON: what to accept, and how to read it. */
  readonly file?: {
    readonly accept: string;
    read(response: Response): Promise<unknown>;
    /** The body is read later, without a time limit. */
    readonly isStream?: true;
  };
}

const NO_CONTENT = 204;
const INITIAL_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;
/** A longer Retry-After is left to the caller: nobody expects a call to sleep for an hour. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Sends a request, with retries where they are safe, and returns the body of the response.
 * @throws VivavoceError when the API responds with an error; VivavoceConnectionError; VivavoceTimeoutError; the signal's
 * reason.
 */
export async function send<Body>(connection: Connection, request: ApiRequest): Promise<Body> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce<Body>(connection, request);
    } catch (error) {
      if (attempt >= connection.maxRetries || !shouldRetry(error, request)) throw error;
      const waitMs = retryAfterMs(error);
      if (waitMs !== undefined && waitMs > MAX_RETRY_AFTER_MS) throw error;
      await sleep(waitMs ?? backoffMs(attempt), request.signal);
    }
  }
}

/** The path of one item of a collection. */
export const itemPath = (collection: string, id: string): string => `${collection}/${encodeURIComponent(id)}`;

/** A path with the language to read in, if one is asked for. */
export function inLanguagePath(path: string, reportLanguage: ReportLanguage | undefined): string {
  if (reportLanguage === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ reportLanguage })}`;
}

/**
 * JSON requests by method. GET, PATCH and DELETE are retried, because repeating them changes nothing more; POST and PUT are not.
 * @param base prefix of the paths.
 */
export function jsonRequests(connection: Connection, base = '') {
  const request = (method: ApiRequest['method'], isRetryable: boolean) => {
    return <Body>(path: string, json: unknown, options: RequestOptions = {}) =>
      send<Body>(connection, { ...options, method, path: base + path, json, isRetryable });
  };
  const get = request('GET', true);
  const remove = request('DELETE', true);
  return {
    get: <Body>(path: string, options?: RequestOptions) => get<Body>(path, undefined, options),
    post: request('POST', false),
    put: request('PUT', false),
    patch: request('PATCH', true),
    remove: (path: string, options?: RequestOptions) => remove<void>(path, undefined, options),
  };
}

async function sendOnce<Body>(connection: Connection, request: ApiRequest): Promise<Body> {
  const { signal, upload, file } = request;
  const attempt = upload && startAttempt(upload, connection.timeoutMs);
  const limit = attempt?.limit ?? AbortSignal.timeout(connection.timeoutMs);
  const init: ProgressInit = {
    ...requestInit(connection, request),
    ...(attempt && { body: attempt.body, onSent: attempt.onSent }),
    signal: AbortSignal.any([...(signal ? [signal] : []), ...(file?.isStream ? [] : [limit])]),
  };
  let response: Response;
  let responseBody: unknown;
  try {
    response = await connection.fetch(new URL(`/api/v1${request.path}`, connection.baseUrl), init);
    responseBody = await bodyOf(response, file);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (limit.aborted) throw new VivavoceTimeoutError(silenceText(connection, request));
    throw new VivavoceConnectionError(`The API could not be reached at ${connection.baseUrl}`, {
      cause: error,
    });
  } finally {
    attempt?.end();
  }
  if (response.ok) return responseBody as Body;
  const retryAfterSeconds = retryAfterSecondsOf(response);
  if (!isEnvelope(responseBody)) {
    const message = `Status ${response.status} with a body that is not a response of the API`;
    throw new VivavoceConnectionError(message, { retryAfterSeconds });
  }
  throw new VivavoceError(response.status, { retryAfterSeconds, ...responseBody.error });
}

const silenceText = ({ timeoutMs }: Connection, { upload }: ApiRequest): string =>
  upload ? `The upload did not advance for ${timeoutMs} ms` : `No response within ${timeoutMs} ms`;

function requestInit(connection: Connection, { method, json, headers, file }: ApiRequest): RequestInit {
  return {
    method,
    headers: {
      ...headers,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...connection.credentials,
      accept: file?.accept ?? 'application/json',
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  };
}

/** The header Retry-After, seconds or a date (RFC 9110, 10.2.3), in s; undefined when missing or malformed. */
function retryAfterSecondsOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const ms = Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.ceil(ms / 1000));
}

/** The body of a response; undefined for an error that is not JSON, as proxies send them. */
async function bodyOf(response: Response, file: ApiRequest['file']): Promise<unknown> {
  if (response.status === NO_CONTENT) return undefined;
  if (response.ok) return file ? file.read(response) : response.json();
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // Not an error of the API: the caller reports it as such.
    return undefined;
  }
}

function isEnvelope(body: unknown): body is ErrorEnvelope {
  const error = (body as Partial<ErrorEnvelope> | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

function shouldRetry(error: unknown, { isRetryable }: ApiRequest): boolean {
  if (error instanceof VivavoceError) {
    return error.status === 429 || error.status === 503 || (isRetryable && error.status >= 500);
  }
  return isRetryable && (error instanceof VivavoceConnectionError || error instanceof VivavoceTimeoutError);
}

/** How long to wait according to an error, ms; undefined if it does not say. */
function retryAfterMs(error: unknown): number | undefined {
  const isResponse = error instanceof VivavoceError || error instanceof VivavoceConnectionError;
  const seconds = isResponse ? error.retryAfterSeconds : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}

/** Exponential backoff with full jitter (Brooker 2015), ms. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** attempt);
}
