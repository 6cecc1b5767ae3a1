import type { ErrorEnvelope } from '@vivavoce/contract';
import { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
import { pause } from './pause.ts';

/** Where the API is, who asks, and with how much patience. */
export interface Connection {
  /** Of the API, such as https://speech.example.com */
  readonly baseUrl: string;
  readonly apiKey: string;
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
  readonly isRepeatable: boolean;
  /** What is wanted instead of JSON, and how a good answer is read then. */
  readonly file?: {
    readonly accept: string;
    read(response: Response): Promise<unknown>;
    /** The answer is read later, however long that takes. */
    readonly isStream?: true;
  };
}

const NO_CONTENT = 204;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends a request, again where that is safe, and gives the body of the answer.
 * @throws VivavoceError when the API refuses; VivavoceConnectionError; VivavoceTimeoutError; the signal's reason.
 */
export async function send<Body>(connection: Connection, request: ApiRequest): Promise<Body> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await sendOnce<Body>(connection, request);
    } catch (error) {
      if (attempt >= connection.maxRetries || !mayTryAgain(error, request)) throw error;
      await pause(waitMs(error, attempt), request.signal);
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
        'x-api-key': connection.apiKey,
        accept: file?.accept ?? 'application/json',
      },
      signal: AbortSignal.any([...(signal ? [signal] : []), ...(file?.isStream ? [] : [limit])]),
      ...(body && { body }),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    if (response.status === NO_CONTENT) answer = undefined;
    else answer = await (response.ok && file ? file.read(response) : response.json());
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (limit.aborted) throw new VivavoceTimeoutError(`No answer within ${connection.timeoutMs} ms`);
    throw new VivavoceConnectionError(`The API could not be reached at ${connection.baseUrl}`, {
      cause: error,
    });
  }
  if (response.ok) return answer as Body;
  if (!isEnvelope(answer)) {
    throw new VivavoceConnectionError(`Status ${response.status}, which is no answer of the API`);
  }
  throw new VivavoceError(response.status, answer.error);
}

function isEnvelope(answer: unknown): answer is ErrorEnvelope {
  const error = (answer as Partial<ErrorEnvelope> | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string';
}

function mayTryAgain(error: unknown, { isRepeatable }: ApiRequest): boolean {
  if (error instanceof VivavoceError) {
    return error.status === 429 || error.status === 503 || (isRepeatable && error.status >= 500);
  }
  return isRepeatable && (error instanceof VivavoceConnectionError || error instanceof VivavoceTimeoutError);
}

/** What the API asks for, else exponential back-off with full jitter (Brooker 2015). */
function waitMs(error: unknown, attempt: number): number {
  const asked = error instanceof VivavoceError ? error.retryAfterSeconds : undefined;
  if (asked !== undefined) return asked * 1000;
  return Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}
