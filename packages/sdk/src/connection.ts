import { progressFetch } from './progress-fetch.ts';

/** Where the API is, who calls it, and how patient the caller is. */
export interface Connection {
  /** Of the API, such as https://speech.example.com */
  readonly baseUrl: string;
  /** Headers that authenticate the caller. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** For one attempt of a request, ms; for an upload, how long nothing may move. */
  readonly timeoutMs: number;
  /** Attempts after the first one, where a request may be retried. */
  readonly maxRetries: number;
}

/** How to reach the API. */
export interface ConnectionOptions {
  /** Of the API without a path, such as https://speech.example.com */
  readonly baseUrl: string;
  /** Sends the requests; the global `fetch` by default. */
  readonly fetch?: typeof globalThis.fetch;
  /** For one attempt of a request, ms; two minutes by default. An upload may take any time as long as it advances. */
  readonly timeoutMs?: number;
  /** Attempts after the first one, where a retry is safe; 3 by default. */
  readonly maxRetries?: number;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_MAX_RETRIES = 3;

/** A connection with defaults for what the options leave out. */
export function createConnection(
  options: ConnectionOptions,
  credentials: Readonly<Record<string, string>>,
): Connection {
  return {
    fetch: progressFetch,
    timeoutMs: DEFAULT_TIMEOUT_MS,
    maxRetries: DEFAULT_MAX_RETRIES,
    ...options,
    credentials,
  };
}
