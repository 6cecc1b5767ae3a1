import { createSessionApi, progressFetch, type SessionApi } from '@vivavoce/sdk/console';
import { recordingFetch } from './recent-requests.ts';
import { currentCsrfToken, renewingFetch } from './session-renewal.ts';

/** The API of the server that this page came from, authenticated by the browser's session. */
export const api: SessionApi = createSessionApi({
  baseUrl: window.location.origin,
  csrfToken: currentCsrfToken,
  fetch: recordingFetch(renewingFetch(progressFetch)),
});
