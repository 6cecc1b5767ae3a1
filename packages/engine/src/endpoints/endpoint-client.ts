/**
 * The only place of the engine that opens a connection while a recording is analysed: a POST to an endpoint that the operator named, with retries. An
 * address may be private, since only the operator sets it; redirects are never followed, as they would carry speech and key along.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Circuit, type CircuitResult, type CircuitState } from './circuit-breaker.ts';
import type { Endpoint } from './settings.ts';

/** An endpoint gave no usable answer; the message names neither its address nor its key. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  /** HTTP status of the last answer; null when there was none. */
  readonly status: number | null;

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** How often and how long a request is tried. */
export interface RetryPolicy {
  /** All attempts of a request together, ms. */
  readonly waitMs: number;
  /** One attempt, ms. */
  readonly attemptMs: number;
  /** Before the second attempt, ms; doubled before each later one. */
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** Concurrent requests. */
  readonly parallel: number;
  /** Failures in a row after which the circuit opens, and for how long, ms. */
  readonly failures: number;
  readonly openMs: number;
}

/** The defaults; `waitMs` and `parallel` are in the settings. */
export const DEFAULT_RETRY_POLICY = {
  attemptMs: 120_000,
  firstBackoffMs: 1000,
  maxBackoffMs: 30_000,
  failures: 5,
  openMs: 15_000,
} as const satisfies Partial<RetryPolicy>;

/** Sends requests to one endpoint, for any number of runs. */
export interface EndpointClient {
  readonly model: string;
  /**
   * Sends a request and returns the JSON of the answer. Transient failures are retried until `waitMs` is over.
   * @param body called for each attempt.
   * @throws EndpointError; the signal's reason when aborted.
   */
  post(path: string, body: () => FormData | string, signal?: AbortSignal): Promise<unknown>;
}

/** A transcription of 30 s or a rating takes some kB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Attempts at an answer that is no JSON: a server may write nonsense once, but not every time. */
const MALFORMED_ATTEMPTS = 3;

/** Statuses after which the same request may succeed. */
const isTransient = (status: number): boolean => [408, 409, 425, 429].includes(status) || status >= 500;

/**
 * Creates the client of an endpoint.
 * @param onState called when the circuit opens and closes.
 */
export function createEndpointClient(
  endpoint: Endpoint,
  retryPolicy: RetryPolicy,
  onState: (state: CircuitState) => void = () => {},
): EndpointClient {
  const { failures, openMs } = retryPolicy;
  const circuit = new Circuit({ failures, openMs, onChange: onState });
  const inSlot = pLimit(retryPolicy.parallel);
  return {
    model: endpoint.model,
    post: (path, body, signal) =>
      inSlot(() => postWithRetries({ endpoint, retryPolicy, circuit, path, body, signal })),
  };
}

interface EndpointRequest {
  readonly endpoint: Endpoint;
  readonly retryPolicy: RetryPolicy;
  readonly circuit: Circuit;
  readonly path: string;
  readonly body: () => FormData | string;
  readonly signal: AbortSignal | undefined;
}

/** The end of one attempt. */
type Attempt = CircuitResult &
  (
    | { readonly kind: 'answer'; readonly json: unknown }
    /** No repetition changes it. */
    | { readonly kind: 'refused'; readonly error: EndpointError }
    | {
        readonly kind: 'again';
        readonly error: EndpointError;
        /** As the server asked, ms. */
        readonly afterMs: number | null;
        readonly malformed: boolean;
      }
  );

/** By hand, for cockatiel's retries go on waiting after an abort, and know neither Retry-After nor a limit of time. */
async function postWithRetries(request: EndpointRequest): Promise<unknown> {
  const { retryPolicy, circuit, signal } = request;
  const endAt = performance.now() + retryPolicy.waitMs;
  let pauseMs = retryPolicy.firstBackoffMs;
  let malformed = 0;
  let last = new EndpointError('it is not called for a while after several failures', null);
  for (;;) {
    signal?.throwIfAborted();
    const closedMs = circuit.waitMs();
    if (closedMs > 0) {
      await pause(closedMs, endAt, last, signal);
      continue;
    }
    const attempt = await circuit.send(() => attemptOnce(request, endAt));
    if (attempt.kind === 'answer') return attempt.json;
    last = attempt.error;
    if (attempt.kind === 'refused') throw last;
    if (attempt.malformed && ++malformed >= MALFORMED_ATTEMPTS) throw last;
    await pause(attempt.afterMs ?? pauseMs * (0.75 + Math.random() / 2), endAt, last, signal);
    pauseMs = Math.min(retryPolicy.maxBackoffMs, 2 * pauseMs);
  }
}

/** Waits, unless the time of the request would end meanwhile. */
async function pause(ms: number, endAt: number, last: EndpointError, signal: AbortSignal | undefined) {
  if (performance.now() + ms >= endAt) throw last;
  await sleep(ms, undefined, signal ? { signal } : {}).catch((error) => {
    signal?.throwIfAborted();
    throw error;
  });
}

/** @throws the signal's reason when aborted. */
async function attemptOnce(request: EndpointRequest, endAt: number): Promise<Attempt> {
  const { signal } = request;
  const leftMs = Math.ceil(Math.min(request.retryPolicy.attemptMs, endAt - performance.now()));
  const limit = AbortSignal.timeout(Math.max(1, leftMs));
  try {
    const response = await fetchEndpoint(request, signal ? AbortSignal.any([signal, limit]) : limit);
    return response.ok ? await answerOf(response) : await failureOf(response);
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    const what = limit.aborted ? 'it did not answer in time' : 'it could not be reached';
    const error = new EndpointError(what, null, { cause });
    return { kind: 'again', isFailure: true, error, afterMs: null, malformed: false };
  }
}

async function failureOf(response: Response): Promise<Attempt> {
  const { status } = response;
  await response.body?.cancel();
  if (!isTransient(status)) {
    const error = new EndpointError(`it refused the request with status ${status}`, status);
    return { kind: 'refused', isFailure: false, error };
  }
  const error = new EndpointError(`it answered with status ${status}`, status);
  return {
    kind: 'again',
    isFailure: status >= 500,
    error,
    afterMs: retryAfterMs(response),
    malformed: false,
  };
}

function fetchEndpoint({ endpoint, path, body }: EndpointRequest, signal: AbortSignal): Promise<Response> {
  const content = body();
  return fetch(`${endpoint.url}${path}`, {
    method: 'POST',
    redirect: 'error',
    headers: {
      accept: 'application/json',
      ...(typeof content === 'string' ? { 'content-type': 'application/json' } : {}),
      ...(endpoint.key === null ? {} : { authorization: `Bearer ${endpoint.key}` }),
    },
    body: content,
    signal,
  });
}

async function answerOf(response: Response): Promise<Attempt> {
  const text = await textOf(response);
  try {
    return { kind: 'answer', isFailure: false, json: JSON.parse(text ?? '') };
  } catch (cause) {
    const error = new EndpointError('its answer is no JSON or too long', response.status, { cause });
    return { kind: 'again', isFailure: false, error, afterMs: null, malformed: true };
  }
}

/** The body as text; null if it is longer than any real answer. */
async function textOf(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Seconds or a date (RFC 9110, 10.2.3); null without one. */
function retryAfterMs(response: Response): number | null {
  const header = response.headers.get('retry-after');
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? 1000 * Number(header) : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
