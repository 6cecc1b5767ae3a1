import type { SessionState } from '@vivavoce/contract';
import { createSessionApi, progressFetch, type SessionApi } from '@vivavoce/sdk/console';
import { recordingFetch } from './recent-requests.ts';

let csrfToken: string | null = null;

/** Remembers the CSRF token of the session, which unsafe requests have to send. */
export function rememberCsrfToken(session: SessionState): SessionState {
  csrfToken = session.csrfToken;
  return session;
}

/** The API of the server that this page came from, authenticated by the browser's session. */
export const api: SessionApi = createSessionApi({
  baseUrl: window.location.origin,
  csrfToken: () => csrfToken,
  fetch: recordingFetch(progressFetch),
});
