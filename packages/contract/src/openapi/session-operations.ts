import { linkLoginSchema, loginSchema, sessionStateSchema, setupSchema } from '../session.ts';
import type { Operation, Success } from './operation.ts';

const sessionStateResponse = (description: string): Success => ({
  status: 200,
  description,
  bodies: { SessionState: sessionStateSchema },
});
const LOGIN_ERRORS = ['INVALID_PARAMETERS', 'CSRF_TOKEN_INVALID', 'TOO_MANY_ATTEMPTS'] as const;

/** How people come in and go out: what the console asks first. */
export const SESSION_OPERATIONS: readonly Operation[] = [
  {
    id: 'readSession',
    method: 'get',
    path: '/session',
    summary: 'Who is signed in, and how one can sign in',
    needs: 'nothing',
    success: sessionStateResponse('Also when nobody is signed in'),
    errors: [],
  },
  {
    id: 'signIn',
    method: 'post',
    path: '/session',
    summary: 'Sign in with e-mail address and password',
    needs: 'nothing',
    body: { SignIn: loginSchema },
    success: sessionStateResponse('Signed in: the cookie is set'),
    errors: [...LOGIN_ERRORS, 'INVALID_CREDENTIALS'],
  },
  {
    id: 'signInByLink',
    method: 'post',
    path: '/session/link',
    summary: 'Sign in with the token of a one-time link',
    needs: 'nothing',
    body: { LinkSignIn: linkLoginSchema },
    success: sessionStateResponse('Signed in: the cookie is set, the link is spent'),
    errors: [...LOGIN_ERRORS, 'INVALID_LINK'],
  },
  {
    id: 'signOut',
    method: 'delete',
    path: '/session',
    summary: 'Sign out',
    needs: 'nothing',
    success: { status: 204, description: 'Signed out, or nobody was signed in' },
    errors: ['CSRF_TOKEN_INVALID'],
  },
  {
    id: 'setUp',
    method: 'post',
    path: '/setup',
    summary: 'Make the organisation and its owner, once, with the set-up token that the server prints',
    needs: 'nothing',
    body: { Setup: setupSchema },
    success: sessionStateResponse('Made; the owner is signed in'),
    errors: [...LOGIN_ERRORS, 'INVALID_SETUP_TOKEN', 'SETUP_DONE', 'WEAK_PASSWORD'],
  },
  {
    id: 'signInWithProvider',
    method: 'get',
    path: '/session/oidc',
    summary: 'Go to the identity provider, if one is configured (for browsers, not for programs)',
    needs: 'nothing',
    success: { status: 302, description: 'To the provider' },
    errors: ['NOT_FOUND'],
  },
  {
    id: 'comeBackFromProvider',
    method: 'get',
    path: '/session/oidc/callback',
    summary:
      'Come back from the identity provider: the cookie is set, or the sign-in page says that it did not work',
    needs: 'nothing',
    success: { status: 302, description: 'To the console' },
    errors: ['NOT_FOUND'],
  },
];
