import { linkLoginSchema, loginSchema, sessionStateSchema, setupSchema } from '../session.ts';
import { defineOperation } from './operation.ts';

const sessionStateResponse = <const Description extends string>(description: Description) =>
  ({ status: 200, description, bodies: { SessionState: sessionStateSchema } }) as const;
const LOGIN_ERRORS = ['INVALID_PARAMETERS', 'CSRF_TOKEN_INVALID', 'TOO_MANY_ATTEMPTS'] as const;

/**
 * Operations that start and end a session. Their ids and bodies are part of the API: there, a login is called sign-in.
 */
export const SESSION_OPERATIONS = {
  readSession: defineOperation({
    id: 'readSession',
    method: 'get',
    path: '/session',
    summary: 'Read who is signed in, and the ways to sign in',
    needs: 'nothing',
    success: sessionStateResponse('The session, also when nobody is signed in'),
    errors: [],
  }),
  signIn: defineOperation({
    id: 'signIn',
    method: 'post',
    path: '/session',
    summary: 'Sign in with email address and password',
    needs: 'nothing',
    body: { SignIn: loginSchema },
    success: sessionStateResponse(
      'Signed in; the session cookie is set. With `pendingSignIn` a second factor is needed first',
    ),
    errors: [...LOGIN_ERRORS, 'INVALID_CREDENTIALS'],
  }),
  signInByLink: defineOperation({
    id: 'signInByLink',
    method: 'post',
    path: '/session/link',
    summary: 'Sign in with the token of a one-time link',
    needs: 'nothing',
    body: { LinkSignIn: linkLoginSchema },
    success: sessionStateResponse('Signed in, or `pendingSignIn` as with a password; the link is used up'),
    errors: [...LOGIN_ERRORS, 'INVALID_LINK'],
  }),
  signOut: defineOperation({
    id: 'signOut',
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
    needs: 'nothing',
    success: { status: 204, description: 'Signed out, or nobody was signed in' },
    errors: ['CSRF_TOKEN_INVALID'],
  }),
  setUp: defineOperation({
    id: 'setUp',
    method: 'post',
    path: '/setup',
    summary: 'Create the organisation and its owner, once, with the setup token that the server prints',
    needs: 'nothing',
    body: { Setup: setupSchema },
    success: sessionStateResponse('Created; the owner is signed in'),
    errors: [...LOGIN_ERRORS, 'INVALID_SETUP_TOKEN', 'SETUP_DONE', 'WEAK_PASSWORD'],
  }),
  signInWithProvider: defineOperation({
    id: 'signInWithProvider',
    method: 'get',
    path: '/session/oidc',
    summary: 'Redirect a browser to the configured identity provider',
    needs: 'nothing',
    success: { status: 302, description: 'To the provider' },
    errors: ['NOT_FOUND'],
  }),
  comeBackFromProvider: defineOperation({
    id: 'comeBackFromProvider',
    method: 'get',
    path: '/session/oidc/callback',
    summary:
      'Return from the identity provider: sets the session cookie, or redirects to the sign-in page with an error',
    needs: 'nothing',
    success: { status: 302, description: 'To the console' },
    errors: ['NOT_FOUND'],
  }),
};
