import type { SessionState } from '@vivavoce/contract';
import { createSessionApi, type SessionApi } from '@vivavoce/sdk/console';

let csrfToken: string | null = null;

/** Remembers the token that unsafe requests must bring, out of the newest answer about the session. */
export function rememberSession(session: SessionState): SessionState {
  csrfToken = session.csrfToken;
  return session;
}

/** The API of the server that this page came from, asked with the browser's session. */
export const api: SessionApi = createSessionApi({
  baseUrl: window.location.origin,
  csrfToken: () => csrfToken,
  fetch: (...request) => globalThis.fetch(...request),
});
