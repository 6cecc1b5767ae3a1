/**
 * The only place of the engine that opens a connection: one POST to an endpoint that the operator named, with patience. An
 * address may be private, for the operator alone sets it; a redirect is never followed, for it would carry speech and key along.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { CircuitBreaker, type CircuitState } from './circuit-breaker.ts';
import type { Endpoint } from './settings.ts';

/** An endpoint gave no answer that can be used; the message names neither its address nor its key. */
export class EndpointError extends Error {
  override readonly name = 'EndpointError';
  /** HTTP status of the last answer; null when there was none. */
  readonly status: number | null;

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** How patiently an endpoint is asked. */
export interface RetryPolicy {
  /** All tries of a request together, ms. */
  readonly waitMs: number;
  /** One try, ms. */
  readonly attemptMs: number;
  /** Before the second try, ms; twice as long before each later one. */
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** Requests at once. */
  readonly parallel: number;
  /** Failures in a row after which the endpoint is left alone, and for how long, ms. */
  readonly failures: number;
  readonly openMs: number;
}

/** The usual patience; a run's own limits are in the settings. */
export const DEFAULT_RETRY_POLICY = {
  attemptMs: 120_000,
  firstBackoffMs: 1000,
  maxBackoffMs: 30_000,
  failures: 5,
  openMs: 15_000,
} as const satisfies Partial<RetryPolicy>;

/** Asks one endpoint, for any number of runs. */
export interface EndpointClient {
  readonly model: string;
  /**
   * Sends a request and gives the JSON of the answer. Failures that may pass are tried again until the patience ends.
   * @param body made anew for each try.
   * @throws EndpointError; the signal's reason when aborted.
   */
  post(path: string, body: () => FormData | string, signal?: AbortSignal): Promise<unknown>;
}

/** An answer of a transcription of 30 s or a judgement takes some kB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Tries of an answer that is no JSON: a server that writes nonsense once may do better, always it will not. */
const MALFORMED_ATTEMPTS = 3;

/** Statuses after which the same request may succeed. */
const isTransient = (status: number): boolean => [408, 409, 425, 429].includes(status) || status >= 500;

/**
 * Makes the client of an endpoint.
 * @param onState told when the endpoint is left alone and when it is asked again.
 */
export function createEndpointClient(
  endpoint: Endpoint,
  retryPolicy: RetryPolicy,
  onState: (state: CircuitState) => void = () => {},
): EndpointClient {
  const { failures, openMs } = retryPolicy;
  const breaker = new CircuitBreaker({ failures, openMs, onChange: onState, now: () => performance.now() });
  const slots = new Semaphore(retryPolicy.parallel);
  return {
    model: endpoint.model,
    post: (path, body, signal) =>
      slots.use(() => postWithRetries({ endpoint, retryPolicy, breaker, path, body, signal }), signal),
  };
}

interface EndpointRequest {
  readonly endpoint: Endpoint;
  readonly retryPolicy: RetryPolicy;
  readonly breaker: CircuitBreaker;
  readonly path: string;
  readonly body: () => FormData | string;
  readonly signal: AbortSignal | undefined;
}

/** How one try ended. */
type Attempt =
  | { readonly kind: 'answer'; readonly json: unknown }
  | {
      readonly kind: 'again';
      readonly error: EndpointError;
      /** As the server asked, ms. */
      readonly afterMs: number | null;
      readonly malformed: boolean;
    };

async function postWithRetries(request: EndpointRequest): Promise<unknown> {
  const { retryPolicy, breaker, signal } = request;
  const endAt = performance.now() + retryPolicy.waitMs;
  let pauseMs = retryPolicy.firstBackoffMs;
  let malformed = 0;
  let last = new EndpointError('it was left alone after several failures', null);
  for (;;) {
    signal?.throwIfAborted();
    const closedMs = breaker.waitMs();
    if (closedMs > 0) {
      await pause(closedMs, endAt, last, signal);
      continue;
    }
    const attempt = await attemptOnce(request, endAt);
    if (attempt.kind === 'answer') return attempt.json;
    last = attempt.error;
    if (attempt.malformed && ++malformed >= MALFORMED_ATTEMPTS) throw last;
    await pause(attempt.afterMs ?? pauseMs * (0.75 + Math.random() / 2), endAt, last, signal);
    pauseMs = Math.min(retryPolicy.maxBackoffMs, 2 * pauseMs);
  }
}

/** Waits, unless the patience would end meanwhile. */
async function pause(ms: number, endAt: number, last: EndpointError, signal: AbortSignal | undefined) {
  if (performance.now() + ms >= endAt) throw last;
  await sleep(ms, undefined, signal ? { signal } : {}).catch((error) => {
    signal?.throwIfAborted();
    throw error;
  });
}

/** @throws EndpointError for a refusal that no repetition changes; the signal's reason when aborted. */
async function attemptOnce(request: EndpointRequest, endAt: number): Promise<Attempt> {
  const { breaker, signal } = request;
  const leftMs = Math.ceil(Math.min(request.retryPolicy.attemptMs, endAt - performance.now()));
  const limit = AbortSignal.timeout(Math.max(1, leftMs));
  try {
    const response = await fetchEndpoint(request, signal ? AbortSignal.any([signal, limit]) : limit);
    const { status } = response;
    if (isTransient(status)) {
      if (status >= 500) breaker.failed();
      else breaker.succeeded();
      await response.body?.cancel();
      const error = new EndpointError(`it answered with status ${status}`, status);
      return { kind: 'again', error, afterMs: retryAfterMs(response), malformed: false };
    }
    if (!response.ok) {
      breaker.succeeded();
      await response.body?.cancel();
      throw new EndpointError(`it refused the request with status ${status}`, status);
    }
    return await answerOf(response, breaker);
  } catch (error) {
    if (error instanceof EndpointError) throw error;
    if (signal?.aborted) {
      breaker.abandoned();
      throw signal.reason;
    }
    breaker.failed();
    const what = limit.aborted ? 'it did not answer in time' : 'it could not be reached';
    return {
      kind: 'again',
      error: new EndpointError(what, null, { cause: error }),
      afterMs: null,
      malformed: false,
    };
  }
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

async function answerOf(response: Response, breaker: CircuitBreaker): Promise<Attempt> {
  const text = await textOf(response);
  breaker.succeeded();
  try {
    return { kind: 'answer', json: JSON.parse(text ?? '') };
  } catch (cause) {
    const error = new EndpointError('its answer is no JSON or too long', response.status, { cause });
    return { kind: 'again', error, afterMs: null, malformed: true };
  }
}

/** The body as text; null if it is longer than any answer is. */
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

/** Lets so many work at once, the others in the order in which they came. */
class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async use<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
