import type { ErrorEnvelope } from '@vivavoce/contract';
import { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
import { sleep } from './sleep.ts';

/** Where the API is, who asks, and with how much patience. */
export interface Connection {
  /** Of the API, such as https://speech.example.com */
  readonly baseUrl: string;
  /** What says who asks. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** For one try of a request, ms. */
  readonly timeoutMs: number;
  /** Tries after the first one, where a request may be tried again. */
  readonly maxRetries: number;
}

/** What a caller may add to any request. */
export interface RequestOptions {
  /** Gives the request up; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

interface ApiRequest extends RequestOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1. */
  readonly path: string;
  readonly body?: FormData;
  /** A JSON body. */
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether a try whose answer never came may be made again. One that was refused for being too early (429, 503) always
   * may: the API did nothing then.
   */
  readonly isRetryable: boolean;
  /** What is wanted instead of JSON, and how a good answer is read then. */
  readonly file?: {
    readonly accept: string;
    read(response: Response): Promise<unknown>;
    /** The answer is read later, however long that takes. */
    readonly isStream?: true;
  };
}

const NO_CONTENT = 204;
const INITIAL_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;
/** A longer wait that is asked for is left to whoever called: nobody expects a call to sleep for an hour. */
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * Sends a request, again where that is safe, and gives the body of the answer.
 * @throws VivavoceError when the API refuses; VivavoceConnectionError; VivavoceTimeoutError; the signal's reason.
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

async function sendOnce<Body>(
  connection: Connection,
  { method, path, body, json, headers, signal, file }: ApiRequest,
): Promise<Body> {
  const limit = AbortSignal.timeout(connection.timeoutMs);
  let response: Response;
  let answer: unknown;
  try {
    response = await connection.fetch(new URL(`/api/v1${path}`, connection.baseUrl), {
      method,
      headers: {
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...connection.credentials,
        accept: file?.accept ?? 'application/json',
      },
      signal: AbortSignal.any([...(signal ? [signal] : []), ...(file?.isStream ? [] : [limit])]),
      ...(body && { body }),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    answer = await bodyOf(response, file);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (limit.aborted) throw new VivavoceTimeoutError(`No answer within ${connection.timeoutMs} ms`);
    throw new VivavoceConnectionError(`The API could not be reached at ${connection.baseUrl}`, {
      cause: error,
    });
  }
  if (response.ok) return answer as Body;
  const retryAfterSeconds = retryAfterSecondsOf(response);
  if (!isEnvelope(answer)) {
    const message = `Status ${response.status}, which is no answer of the API`;
    throw new VivavoceConnectionError(message, { retryAfterSeconds });
  }
  throw new VivavoceError(response.status, { retryAfterSeconds, ...answer.error });
}

/** What the header Retry-After asks for, seconds or a date (RFC 9110, 10.2.3), s; undefined without a good one. */
function retryAfterSecondsOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const ms = Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.ceil(ms / 1000));
}

/** The body of an answer; of a refusal that is no JSON, as proxies send them, nothing. */
async function bodyOf(response: Response, file: ApiRequest['file']): Promise<unknown> {
  if (response.status === NO_CONTENT) return undefined;
  if (response.ok) return file ? file.read(response) : response.json();
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEnvelope(answer: unknown): answer is ErrorEnvelope {
  const error = (answer as Partial<ErrorEnvelope> | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

function shouldRetry(error: unknown, { isRetryable }: ApiRequest): boolean {
  if (error instanceof VivavoceError) {
    return error.status === 429 || error.status === 503 || (isRetryable && error.status >= 500);
  }
  return isRetryable && (error instanceof VivavoceConnectionError || error instanceof VivavoceTimeoutError);
}

/** How long an answer asks to be waited for, ms; undefined if it does not. */
function retryAfterMs(error: unknown): number | undefined {
  const isAnswer = error instanceof VivavoceError || error instanceof VivavoceConnectionError;
  const seconds = isAnswer ? error.retryAfterSeconds : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}

/** Exponential back-off with full jitter (Brooker 2015), ms. */
function backoffMs(attempt: number): number {
  return Math.random() * Math.min(MAX_BACKOFF_MS, INITIAL_BACKOFF_MS * 2 ** attempt);
}
