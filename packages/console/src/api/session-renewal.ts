/** A session that ends while a page is open: the page stays, its user signs in again in place, and the request is repeated. */
import type { ErrorEnvelope, SessionState, SessionUser } from '@vivavoce/contract';
import { useSyncExternalStore } from 'react';

/** Codes of answers to a request whose session has ended, or is another one than the page knows. */
const ENDED = new Set(['SESSION_EXPIRED', 'MISSING_API_KEY', 'CSRF_TOKEN_INVALID']);
const CSRF_HEADER = 'x-csrf-token';

interface Renewal {
  readonly user: SessionUser;
  readonly isRenewed: Promise<boolean>;
  settle(isRenewed: boolean): void;
}

let csrfToken: string | null = null;
let user: SessionUser | null = null;
let renewal: Renewal | null = null;
const listeners = new Set<() => void>();

function setRenewal(next: Renewal | null): void {
  renewal = next;
  // Of a copy: who is notified may subscribe anew meanwhile.
  for (const listener of [...listeners]) listener();
}

/** The CSRF token of the session, which unsafe requests have to send; null without a session. */
export const currentCsrfToken = (): string | null => csrfToken;

/** Remembers who is signed in, and the CSRF token of the session. */
export function rememberSession(session: SessionState): SessionState {
  csrfToken = session.csrfToken;
  user = session.user;
  return session;
}

/** From now on nobody is expected to be signed in: after signing out nobody is asked to come back. */
export function forgetUser(): void {
  user = null;
}

/** Whether a session that has just been read is not the one of the user of this page. */
export const isForeign = (session: SessionState): boolean => user !== null && session.user?.id !== user.id;

/** Asks the user of the page to sign in again. @returns whether they did. */
export function renewSession(): Promise<boolean> {
  if (renewal !== null) return renewal.isRenewed;
  if (user === null) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  setRenewal({
    user,
    isRenewed: promise,
    settle(isRenewed) {
      if (!isRenewed) forgetUser();
      setRenewal(null);
      resolve(isRenewed);
    },
  });
  return promise;
}

/** The renewal that waits for the user; null without one. */
export const useRenewal = (): Renewal | null => useSyncExternalStore(subscribe, () => renewal);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends requests, those of a session that has ended again once it is renewed. */
export function renewingFetch(send: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const first = await send(input, init);
    if (user === null || (first.status !== 401 && first.status !== 403)) return first;
    // A body is read once: the caller gets the same answer from what was read.
    const text = await first.text();
    const { status, headers: answered } = first;
    if (!hasEnded(text) || !(await renewSession())) return new Response(text, { status, headers: answered });
    const headers = new Headers(init.headers);
    if (headers.has(CSRF_HEADER) && csrfToken !== null) headers.set(CSRF_HEADER, csrfToken);
    // The time limit of a change has run out while its user signed in; reading is given up and begins anew.
    const { signal, ...rest } = init;
    const isChange = (init.method ?? 'GET') !== 'GET';
    return send(input, { ...(isChange ? rest : init), headers });
  };
}

function hasEnded(answer: string): boolean {
  try {
    const { error } = JSON.parse(answer) as Partial<ErrorEnvelope>;
    return error !== undefined && ENDED.has(error.code);
  } catch {
    // Not an answer of the API.
    return false;
  }
}
