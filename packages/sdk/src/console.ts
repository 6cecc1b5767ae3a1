/** What the web console uses: the whole API, authenticated by the browser's session instead of an API key. */
import { type Administration, administrationApi } from './administration.ts';
import { type Vivavoce, vivavoceApi } from './client.ts';
import { createConnection } from './connection.ts';
import { progressFetch } from './progress-fetch.ts';
import { type SecondFactors, type Session, secondFactorsApi, sessionApi } from './session.ts';
import { type SharedReports, sharedReportsApi } from './shared-reports.ts';
import { type Urls, urlsOf } from './urls.ts';
import { type Users, usersApi } from './users.ts';

export type { AuditFilter, DeliveryFilter } from './administration.ts';
export { VivavoceConnectionError, VivavoceError, VivavoceTimeoutError } from './errors.ts';
export type { Page, PaginatedList } from './pagination.ts';
export { progressFetch, type SentBytes } from './progress-fetch.ts';
export type { ReadingOptions, RequestOptions } from './request.ts';
export { updatedTranscript } from './run-events.ts';
export { type FinishedRun, isFinished, type RunFilter, type SubmitFields } from './runs.ts';
export { randomHex } from './upload.ts';

/** How the console reaches its server. */
export interface SessionOptions {
  /** Of the server without a path. */
  readonly baseUrl: string;
  /** The CSRF token of the session, from the latest `session()`; null without a session. */
  readonly csrfToken: () => string | null;
  /** Sends the requests; `progressFetch` by default. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The API for a signed-in user, and what can be done before signing in. Every method throws as those of `Vivavoce` do. */
export interface SessionApi extends Vivavoce, Administration, Users, Session, SecondFactors, SharedReports {
  readonly urls: Urls;
}

/** The header that proves that a request comes from the console's own page. */
const CSRF_HEADER = 'x-csrf-token';
/** Creates a client for pages that the API's own server serves. */
export function createSessionApi({ baseUrl, csrfToken, fetch = progressFetch }: SessionOptions): SessionApi {
  const fetchWithToken: typeof globalThis.fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    const token = csrfToken();
    if (token !== null) headers.set(CSRF_HEADER, token);
    return fetch(input, { ...init, headers });
  };
  const connection = createConnection({ baseUrl, fetch: fetchWithToken }, {});
  return {
    ...vivavoceApi(connection),
    ...administrationApi(connection),
    ...usersApi(connection),
    ...sessionApi(connection),
    ...secondFactorsApi(connection),
    ...sharedReportsApi(connection),
    urls: urlsOf(baseUrl),
  };
}
