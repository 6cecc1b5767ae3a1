import type { Connection } from './request.ts';

/** How the API is reached. */
export interface ReachOptions {
  /** Of the API without a path, such as https://speech.example.com */
  readonly baseUrl: string;
  /** Sends the requests; the global `fetch` when absent. */
  readonly fetch?: typeof globalThis.fetch;
  /** For one try of a request, ms; two minutes when absent, for recordings are large. */
  readonly timeoutMs?: number;
  /** Tries after the first one, where that is safe; 3 when absent. */
  readonly maxRetries?: number;
}

const TIMEOUT_MS = 120_000;
const MAX_RETRIES = 3;

/** A connection with the defaults, for whoever has the credentials. */
export function connectionOf(
  options: ReachOptions,
  credentials: Readonly<Record<string, string>>,
): Connection {
  return {
    fetch: globalThis.fetch.bind(globalThis),
    timeoutMs: TIMEOUT_MS,
    maxRetries: MAX_RETRIES,
    ...options,
    credentials,
  };
}
