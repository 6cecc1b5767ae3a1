import {
  CANDIDATE_NAME_KEYS,
  LANGUAGE_CODES,
  loginSchema,
  type SESSION_OPERATIONS,
  type SessionState,
  type SubmitLimits,
} from '@vivavoce/contract';
import { missingForOtherLanguages } from '@vivavoce/engine/endpoints';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticateWithLink, authenticateWithPassword, recordFailedLogin } from '../../accounts/login.ts';
import { factorsOf } from '../../accounts/second-factor/factors.ts';
import {
  createPendingLogin,
  deletePendingLogin,
  findPendingLogin,
  PENDING_LOGIN_MS,
  type PendingLogin,
} from '../../accounts/second-factor/pending-logins.ts';
import { closeSession, openSession } from '../../accounts/sessions.ts';
import { completeSetup, isSetupNeeded } from '../../accounts/setup.ts';
import { csrfTokenOf } from '../../accounts/tokens.ts';
import { currentUser } from '../../accounts/users.ts';
import type { Config } from '../../config.ts';
import type { SessionOrigin } from '../../store/account-tables.ts';
import type { Database } from '../../store/database.ts';
import type { HttpContext } from '../context.ts';
import { requireCsrfToken } from '../csrf.ts';
import type { Handler } from '../route.ts';
import { pendingLoginCookie, sessionCookie } from '../session-cookie.ts';

type Operations = typeof SESSION_OPERATIONS;

/** Where a browser goes to sign in with the identity provider. */
export const OIDC_PATH = '/api/v1/session/oidc';

/** Where a request comes from, for the audit log. */
export const requestOrigin = (request: FastifyRequest) => ({ address: request.ip, requestId: request.id });

/** What the server accepts from the users of a tenant that may submit English alone, or other languages too. */
function submitLimits(config: Config, isMultilingual: boolean): SubmitLimits {
  const { maxUploadBytes, minDurationMs, maxDurationMs, models } = config;
  const hasOtherLanguages = isMultilingual && missingForOtherLanguages(models).length === 0;
  const languages = new Set(['en', ...(hasOtherLanguages ? LANGUAGE_CODES : [])]);
  return {
    maxUploadBytes,
    minDurationMs,
    maxDurationMs,
    languages: [...languages],
    candidateNameKeys: [...CANDIDATE_NAME_KEYS],
  };
}

/** What finishes the login that waits in a browser; null without one. */
async function pendingState(
  db: Database,
  token: string | null,
  now: Date,
): Promise<SessionState['pendingSignIn']> {
  const pending = await findPendingLogin(db, token, now);
  return pending && factorsOf(db, pending.userId);
}

/** Who is signed in with a token, and the ways to sign in. */
async function sessionState(
  { config, store, now }: HttpContext,
  token: string | null,
  pendingToken: string | null,
): Promise<SessionState> {
  const current = token === null ? null : await currentUser(store.db, token, config, now());
  return {
    user: current?.user ?? null,
    client: current?.client ?? null,
    limits: current && submitLimits(config, current.client.multilingual),
    pendingSignIn: current ? null : await pendingState(store.db, pendingToken, now()),
    setupNeeded: current === null && (await isSetupNeeded(store.db)),
    oidc: config.oidc && { name: config.oidc.name, url: OIDC_PATH },
    csrfToken: current && token !== null ? csrfTokenOf(token) : null,
  };
}

/** Signs a browser in with a new token, whatever token it sent, which prevents session fixation. */
export async function logIn(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  origin: SessionOrigin,
): Promise<SessionState> {
  const { config, store, now } = context;
  const before = sessionCookie.read(request);
  if (before !== null) await closeSession(store.db, before, requestOrigin(request));
  const browser = { userAgent: request.headers['user-agent'] ?? null, ...requestOrigin(request) };
  const token = await openSession(store.db, { userId, origin, browser }, config, now());
  await endPendingLogin(context, request, reply);
  sessionCookie.set(request, reply, token, config.sessionLimitMs);
  return sessionState(context, token, null);
}

/** Ends a login that waits for its second factor in a browser, if there is one. */
async function endPendingLogin(
  { store }: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const pending = pendingLoginCookie.read(request);
  if (pending === null) return;
  await deletePendingLogin(store.db, pending);
  pendingLoginCookie.clear(request, reply);
}

/** As {@link logIn}, for users whose password or link was right: those who have a second factor are asked for it first. */
async function beginLogIn(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  login: PendingLogin,
): Promise<SessionState> {
  const { store, now } = context;
  const { userId, origin } = login;
  const { totp, passkey } = await factorsOf(store.db, userId);
  if (!totp && !passkey) return logIn(context, request, reply, userId, origin);
  const token = await createPendingLogin(store.db, login, now());
  pendingLoginCookie.set(request, reply, token, PENDING_LOGIN_MS);
  return sessionState(context, null, token);
}

/** `GET /session`: who is signed in. */
export function readSessionRoute(context: HttpContext): Handler<Operations['readSession']> {
  return ({ request }) =>
    sessionState(context, sessionCookie.read(request), pendingLoginCookie.read(request));
}

/** `POST /session`: signs in with email address and password. */
export function loginRoute(context: HttpContext): Handler<Operations['signIn']> {
  return async ({ body, request, reply }) => {
    const userId = await authenticateWithPassword(context.store.db, body, request.ip);
    return beginLogIn(context, request, reply, { userId, origin: 'password' });
  };
}

/** A hook for after the response of {@link loginRoute} that records a failed login. */
export function recordFailedLoginHook({ store }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const login = loginSchema.safeParse(request.body);
    if (reply.statusCode !== 401 || !login.success) return;
    await recordFailedLogin(store.db, login.data.email, requestOrigin(request));
  };
}

/** `POST /session/link`: signs in with the token of a one-time link. */
export function linkLoginRoute(context: HttpContext): Handler<Operations['signInByLink']> {
  return async ({ body, request, reply }) => {
    const userId = await authenticateWithLink(context.store.db, body.token, request.ip, context.now());
    return beginLogIn(context, request, reply, { userId, origin: 'link' });
  };
}

/** `DELETE /session`: signs out, or gives up a login that waits for its second factor. */
export function logoutRoute(context: HttpContext): Handler<Operations['signOut']> {
  return async ({ request, reply }) => {
    const token = sessionCookie.read(request);
    if (token !== null) {
      requireCsrfToken(request, token);
      await closeSession(context.store.db, token, requestOrigin(request));
    }
    await endPendingLogin(context, request, reply);
    sessionCookie.clear(request, reply);
  };
}

/** `POST /setup`: creates the organisation and its owner on an empty server, and signs the owner in. */
export function setupRoute(context: HttpContext): Handler<Operations['setUp']> {
  return async ({ body, request, reply }) => {
    const userId = await completeSetup(context.store, body, requestOrigin(request));
    return logIn(context, request, reply, userId, 'setup');
  };
}
