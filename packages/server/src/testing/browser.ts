import { type SessionState, sessionStateSchema } from '@vivavoce/contract';
import type { TestServer } from './test-server.ts';

/** A browser's part in a session: it keeps cookies and sends the CSRF token. */
export interface TestBrowser {
  /** The cookies it holds, as it sends them. */
  cookie: string;
  csrfToken: string;
  /** Sends a request as a page of the console does; an object as JSON. */
  send(path: string, init?: TestBrowserRequest): Promise<Response>;
  /** Sends a request that answers with who is signed in. */
  logIn(path: string, body: unknown): Promise<SessionState>;
}

/** What a page asks. */
export interface TestBrowserRequest {
  readonly method?: string;
  readonly json?: unknown;
  readonly body?: FormData;
  readonly headers?: Record<string, string>;
}

/** Keeps what an answer wants kept, forgets what it wants forgotten. */
function keepCookies(browser: TestBrowser, response: Response): void {
  for (const set of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = set.split('; ');
    const isGone = attributes.some((attribute) => /^Max-Age=0$|1970/i.test(attribute));
    browser.cookie = isGone ? '' : pair;
  }
}

/** A browser that nobody is signed in with. */
export function newBrowser(at: Pick<TestServer, 'server'>): TestBrowser {
  const browser: TestBrowser = {
    cookie: '',
    csrfToken: '',
    async send(path, { method = 'GET', json, body, headers = {} } = {}) {
      const response = await fetch(`${at.server.url}/api/v1${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(browser.cookie ? { cookie: browser.cookie } : {}),
          ...(browser.csrfToken ? { 'x-csrf-token': browser.csrfToken } : {}),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? body && { body } : { body: JSON.stringify(json) }),
      });
      keepCookies(browser, response);
      return response;
    },
    async logIn(path, body) {
      const response = await browser.send(path, { method: 'POST', json: body });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      const state = sessionStateSchema.parse(answer);
      browser.csrfToken = state.csrfToken ?? '';
      return state;
    },
  };
  return browser;
}
