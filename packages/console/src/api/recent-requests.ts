/** The last requests of this window, in memory alone: what people click, as a program would ask it. */

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
  /** Null while it is on its way, and when nothing came back. */
  readonly status: number | null;
  readonly durationMs: number | null;
}

/** Paths with secrets in them or in their bodies: never kept. */
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

/** The requests as they are now, newest first. */
export const recentRequests = (): readonly RecentRequest[] => requests;

/** Calls back after every change until the returned function is called. */
export function subscribeToRecentRequests(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends as before and keeps what was asked, newest first. */
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
      // Nobody waits for it any more: it is as if it was never asked.
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
