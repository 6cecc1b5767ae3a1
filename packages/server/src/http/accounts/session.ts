import { linkSignInSchema, type SessionState, setupSchema, signInSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeSession, openSession } from '../../accounts/sessions.ts';
import { isSetupNeeded, setUp } from '../../accounts/setup.ts';
import { recordRefusedSignIn, userByLink, userByPassword } from '../../accounts/sign-in.ts';
import { csrfTokenOf } from '../../accounts/tokens.ts';
import { signedInUser } from '../../accounts/users.ts';
import type { SessionOrigin } from '../../store/account-tables.ts';
import type { HttpContext } from '../context.ts';
import { refuseForgery } from '../forgery.ts';
import { bodyOf } from '../json-body.ts';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from '../session-cookie.ts';

/** Where a browser goes to sign in with the identity provider. */
export const OIDC_PATH = '/api/v1/session/oidc';

/** Where a request comes from, for the audit log. */
export const whereFrom = (request: FastifyRequest) => ({ address: request.ip, requestId: request.id });

/** Who is signed in with a token, and how one can sign in. */
async function stateOf({ config, store, now }: HttpContext, token: string | null): Promise<SessionState> {
  const signedIn = token === null ? null : await signedInUser(store.db, token, config, now());
  return {
    user: signedIn?.user ?? null,
    client: signedIn?.client ?? null,
    setupNeeded: signedIn === null && (await isSetupNeeded(store.db)),
    oidc: config.oidc && { name: config.oidc.name, url: OIDC_PATH },
    csrfToken: signedIn && token !== null ? csrfTokenOf(token) : null,
  };
}

/**
 * Signs a browser in: a new session with a new token, whatever the browser sent before, so that a token that somebody
 * planted is worth nothing.
 */
export async function signIn(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  origin: SessionOrigin,
): Promise<SessionState> {
  const { config, store, now } = context;
  const before = sessionTokenOf(request);
  if (before !== null) await closeSession(store.db, before, whereFrom(request));
  const browser = { userAgent: request.headers['user-agent'] ?? null, ...whereFrom(request) };
  const token = await openSession(store.db, { userId, origin, browser }, config, now());
  setSessionCookie(request, reply, token, config.sessionLimitMs);
  return stateOf(context, token);
}

/** `GET /session`: who is signed in. */
export function readSessionRoute(context: HttpContext) {
  return (request: FastifyRequest): Promise<SessionState> => stateOf(context, sessionTokenOf(request));
}

/** `POST /session`: signs in with e-mail address and password. */
export function signInRoute(context: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<SessionState> => {
    const userId = await userByPassword(context.store.db, bodyOf(request, signInSchema), request.ip);
    return signIn(context, request, reply, userId, 'password');
  };
}

/** A hook for after the answer of {@link signInRoute}: a refusal is noted. */
export function noteRefusedSignIn({ store }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const given = signInSchema.safeParse(request.body);
    if (reply.statusCode !== 401 || !given.success) return;
    await recordRefusedSignIn(store.db, given.data.email, whereFrom(request));
  };
}

/** `POST /session/link`: signs in with the token of a one-time link. */
export function linkSignInRoute(context: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<SessionState> => {
    const { token } = bodyOf(request, linkSignInSchema);
    const userId = await userByLink(context.store.db, token, request.ip, context.now());
    return signIn(context, request, reply, userId, 'link');
  };
}

/** `DELETE /session`: signs out. */
export function signOutRoute({ store }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const token = sessionTokenOf(request);
    if (token !== null) {
      refuseForgery(request, token);
      await closeSession(store.db, token, whereFrom(request));
    }
    clearSessionCookie(request, reply);
    return reply.code(204).send();
  };
}

/** `POST /setup`: makes the organisation and its owner on an empty server, and signs the owner in. */
export function setupRoute(context: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<SessionState> => {
    const userId = await setUp(context.store, bodyOf(request, setupSchema), whereFrom(request));
    return signIn(context, request, reply, userId, 'setup');
  };
}
