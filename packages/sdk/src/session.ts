import type {
  AcceptInvitation,
  InvitationView,
  Login,
  PasswordChange,
  SessionEntry,
  SessionState,
  Setup,
} from '@vivavoce/contract';
import type { Connection } from './connection.ts';
import { itemPath, jsonRequests, type RequestOptions } from './request.ts';

/** Login and sessions of a browser. Whatever signs in sets the session cookie and returns the new state. */
export interface Session {
  /** Who is signed in, and how to sign in. */
  session(options?: RequestOptions): Promise<SessionState>;
  logIn(login: Login, options?: RequestOptions): Promise<SessionState>;
  /** Signs in with the token of a one-time link. */
  logInWithLink(token: string, options?: RequestOptions): Promise<SessionState>;
  logOut(options?: RequestOptions): Promise<void>;
  /** Creates the first organisation and its owner on an empty server, and signs the owner in. */
  setUp(setup: Setup, options?: RequestOptions): Promise<SessionState>;
  /** What an invitation offers; the token is in its link. */
  invitation(token: string, options?: RequestOptions): Promise<InvitationView>;
  /** Creates the invited user and signs the user in. */
  acceptInvitation(token: string, user: AcceptInvitation, options?: RequestOptions): Promise<SessionState>;
  /** Sets a new password, and signs the user out in every other browser. */
  changePassword(change: PasswordChange, options?: RequestOptions): Promise<SessionState>;
  /** Where the user is signed in, last used first. */
  sessions(options?: RequestOptions): Promise<SessionEntry[]>;
  /** Signs the user out in one browser. */
  revokeSession(sessionId: string, options?: RequestOptions): Promise<void>;
  /** Signs the user out in every browser, including this one. */
  revokeAllSessions(options?: RequestOptions): Promise<void>;
}

/** The methods of {@link Session} over a connection. */
export function sessionApi(connection: Connection): Session {
  const { get, post, put, remove } = jsonRequests(connection);
  return {
    session: (options) => get('/session', options),
    logIn: (login, options) => post('/session', login, options),
    logInWithLink: (token, options) => post('/session/link', { token }, options),
    logOut: (options) => remove('/session', options),
    setUp: (setup, options) => post('/setup', setup, options),
    invitation: (token, options) => get(itemPath('/invitations', token), options),
    acceptInvitation: (token, user, options) =>
      post(`${itemPath('/invitations', token)}/accept`, user, options),
    changePassword: (change, options) => put('/session/password', change, options),
    sessions: async (options) => (await get<{ sessions: SessionEntry[] }>('/sessions', options)).sessions,
    revokeSession: (id, options) => remove(itemPath('/sessions', id), options),
    revokeAllSessions: (options) => remove('/sessions', options),
  };
}
