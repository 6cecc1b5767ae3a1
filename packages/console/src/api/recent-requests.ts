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
const SECRET = /^\/(session|setup|invitations|shared)\b/;
const API = '/api/v1';
const MOST = 25;

let requests: readonly RecentRequest[] = [];
let counted = 0;
const listeners = new Set<() => void>();

function keep(next: readonly RecentRequest[]): void {
  requests = next.slice(0, MOST);
  for (const listener of listeners) listener();
}

/** The requests as they are now, newest first. */
export const recentRequests = (): readonly RecentRequest[] => requests;

/** Calls back after every change until the returned function is called. */
export function onRecentRequests(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends as before and keeps what was asked, newest first. */
export function remembering(send: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(String(input));
    const path = `${pathname.slice(API.length)}${search}`;
    if (SECRET.test(path)) return send(input, init);
    counted += 1;
    const number = counted;
    const began = performance.now();
    const asked = { number, method: init.method ?? 'GET', path, ...bodyOf(init.body) };
    keep([{ ...asked, status: null, durationMs: null }, ...requests]);
    const response = await send(input, init).catch((error: unknown) => {
      // Nobody waits for it any more: it is as if it was never asked.
      if (init.signal?.aborted) keep(requests.filter((one) => one.number !== number));
      throw error;
    });
    const answered = { status: response.status, durationMs: Math.round(performance.now() - began) };
    keep(requests.map((one) => (one.number === number ? { ...one, ...answered } : one)));
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
