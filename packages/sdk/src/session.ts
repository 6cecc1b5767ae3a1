import type {
  AcceptInvitation,
  Enrolled,
  InvitationView,
  Login,
  NewPasskey,
  NotificationChange,
  Notifications,
  PasskeyOptions,
  PasskeySignIn,
  PasswordChange,
  SecondFactor,
  SessionEntry,
  SessionState,
  Setup,
  TotpEnrolment,
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
  /** The e-mails that the user gets, and whether the server sends any. */
  notifications(options?: RequestOptions): Promise<Notifications>;
  /** Sets which e-mails the user gets. */
  changeNotifications(change: NotificationChange, options?: RequestOptions): Promise<Notifications>;
  /** Where the user is signed in, last used first. */
  sessions(options?: RequestOptions): Promise<SessionEntry[]>;
  /** Signs the user out in one browser. */
  revokeSession(sessionId: string, options?: RequestOptions): Promise<void>;
  /** Signs the user out in every browser, including this one. */
  revokeAllSessions(options?: RequestOptions): Promise<void>;
}

/** Second factors, at the login and the user's own. */
export interface SecondFactors {
  /** Finishes a login that is pending, with a code of an app or a recovery code. */
  confirmLogin(code: string, options?: RequestOptions): Promise<SessionState>;
  /** What a passkey is to sign, to sign in or to finish a login. */
  passkeyLoginOptions(options?: RequestOptions): Promise<PasskeyOptions['options']>;
  logInWithPasskey(response: PasskeySignIn['response'], options?: RequestOptions): Promise<SessionState>;
  secondFactor(options?: RequestOptions): Promise<SecondFactor>;
  /** Enters the password again, which changes of second factors need. */
  reauthenticate(password: string, options?: RequestOptions): Promise<void>;
  /** Begins to set up an authenticator app. */
  enrolTotp(options?: RequestOptions): Promise<TotpEnrolment>;
  /** Sets the app up by its first code. */
  confirmTotp(code: string, options?: RequestOptions): Promise<Enrolled>;
  removeTotp(options?: RequestOptions): Promise<void>;
  renewRecoveryCodes(options?: RequestOptions): Promise<string[]>;
  /** What a browser needs to make a passkey. */
  newPasskeyOptions(options?: RequestOptions): Promise<PasskeyOptions['options']>;
  addPasskey(passkey: NewPasskey, options?: RequestOptions): Promise<Enrolled>;
  removePasskey(passkeyId: string, options?: RequestOptions): Promise<void>;
}

/** The methods of {@link SecondFactors} over a connection. */
export function secondFactorsApi(connection: Connection): SecondFactors {
  const { get, post, put, remove } = jsonRequests(connection);
  const optionsOf = async (path: string, options?: RequestOptions) =>
    (await post<PasskeyOptions>(path, undefined, options)).options;
  return {
    confirmLogin: (code, options) => post('/session/second-factor', { code }, options),
    passkeyLoginOptions: (options) => optionsOf('/session/passkey/challenge', options),
    logInWithPasskey: (response, options) => post('/session/passkey', { response }, options),
    secondFactor: (options) => get('/session/second-factor', options),
    reauthenticate: (password, options) => post('/session/reauthentication', { password }, options),
    enrolTotp: (options) => post('/session/second-factor/totp', undefined, options),
    confirmTotp: (code, options) => put('/session/second-factor/totp', { code }, options),
    removeTotp: (options) => remove('/session/second-factor/totp', options),
    renewRecoveryCodes: async (options) =>
      (await post<{ recoveryCodes: string[] }>('/session/second-factor/recovery-codes', undefined, options))
        .recoveryCodes,
    newPasskeyOptions: (options) => optionsOf('/session/passkey/registration', options),
    addPasskey: (passkey, options) => post('/session/passkeys', passkey, options),
    removePasskey: (id, options) => remove(itemPath('/session/passkeys', id), options),
  };
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
    notifications: (options) => get('/session/notifications', options),
    changeNotifications: (change, options) => put('/session/notifications', change, options),
    sessions: async (options) => (await get<{ sessions: SessionEntry[] }>('/sessions', options)).sessions,
    revokeSession: (id, options) => remove(itemPath('/sessions', id), options),
    revokeAllSessions: (options) => remove('/sessions', options),
  };
}
