/** The latest requests of this window, kept in memory only, for the developers page. */

/** One request to the API. */
export interface RecentRequest {
  /** Counts up. */
  readonly number: number;
  readonly method: string;
  /** Below /api/v1, with its query. */
  readonly path: string;
  /** The JSON body; null without one. */
  readonly json: string | null;
  /** The fields of a form; files as `@name`. Null without one. */
  readonly form: readonly (readonly [name: string, value: string])[] | null;
  /** Null while it is pending, and without a response. */
  readonly status: number | null;
  readonly durationMs: number | null;
}

/** Paths with secrets in their URLs or bodies are never recorded. */
const SECRET_PATHS = /^\/(session|setup|invitations|shared)\b/;
const API_PREFIX = '/api/v1';
const MAX_REQUESTS = 25;

let requests: readonly RecentRequest[] = [];
let lastNumber = 0;
const listeners = new Set<() => void>();

function store(next: readonly RecentRequest[]): void {
  requests = next.slice(0, MAX_REQUESTS);
  for (const listener of listeners) listener();
}

/** The current requests, newest first. */
export const recentRequests = (): readonly RecentRequest[] => requests;

/** Subscribes to changes. @returns a function that unsubscribes. */
export function subscribeToRecentRequests(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A `fetch` that also records its requests. */
export function recordingFetch(send: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(String(input));
    const path = `${pathname.slice(API_PREFIX.length)}${search}`;
    if (SECRET_PATHS.test(path)) return send(input, init);
    lastNumber += 1;
    const number = lastNumber;
    const startedAt = performance.now();
    const sent = { number, method: init.method ?? 'GET', path, ...bodyOf(init.body) };
    store([{ ...sent, status: null, durationMs: null }, ...requests]);
    const response = await send(input, init).catch((error: unknown) => {
      // Aborted requests are of no interest.
      if (init.signal?.aborted) store(requests.filter((one) => one.number !== number));
      throw error;
    });
    const received = { status: response.status, durationMs: Math.round(performance.now() - startedAt) };
    store(requests.map((one) => (one.number === number ? { ...one, ...received } : one)));
    return response;
  };
}

function bodyOf(body: RequestInit['body']): Pick<RecentRequest, 'json' | 'form'> {
  if (typeof body === 'string') return { json: body, form: null };
  if (!(body instanceof FormData)) return { json: null, form: null };
  const form = [...body].map(
    ([name, value]) => [name, typeof value === 'string' ? value : `@${value.name}`] as const,
  );
  return { json: null, form };
}
