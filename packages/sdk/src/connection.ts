import type { Connection } from './request.ts';

/** How the API is reached. */
export interface ConnectionOptions {
  /** Of the API without a path, such as https://speech.example.com */
  readonly baseUrl: string;
  /** Sends the requests; the global `fetch` when absent. */
  readonly fetch?: typeof globalThis.fetch;
  /** For one try of a request, ms; two minutes when absent, for recordings are large. */
  readonly timeoutMs?: number;
  /** Tries after the first one, where that is safe; 3 when absent. */
  readonly maxRetries?: number;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_MAX_RETRIES = 3;

/** A connection with the defaults, for whoever has the credentials. */
export function createConnection(
  options: ConnectionOptions,
  credentials: Readonly<Record<string, string>>,
): Connection {
  return {
    fetch: globalThis.fetch.bind(globalThis),
    timeoutMs: DEFAULT_TIMEOUT_MS,
    maxRetries: DEFAULT_MAX_RETRIES,
    ...options,
    credentials,
  };
}
