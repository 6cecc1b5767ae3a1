import type { Action, ActorKind } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { ApiKeyRefusal } from '../accounts/api-key-resolver.ts';
import type { Caller } from '../accounts/caller.ts';
import { hasPermission } from '../accounts/roles.ts';
import { findSession, resolveSession } from '../accounts/sessions.ts';
import type { ActorContext } from '../audit/actor.ts';
import { isInNetworks } from '../networks.ts';
import { ServiceError } from '../service-error.ts';
import { type RateState, WINDOW_SECONDS } from '../tenants/rate-limit.ts';
import type { HttpContext } from './context.ts';
import { requireCsrfToken } from './csrf.ts';
import { sessionCookie } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the key or the session speaks for; null on routes without one. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** What the route does in a client's name: who may do that may use it. `self` is for users, about themselves. */
    action?: Action | 'self';
  }
}

const REFUSAL_MESSAGES: Record<ApiKeyRefusal, string> = {
  INVALID_API_KEY: 'The API key is unknown, inactive or revoked',
  API_KEY_EXPIRED: 'The API key has expired',
  CLIENT_INACTIVE: 'The client that the API key belongs to is inactive',
};

/** The key that a request brings: X-API-Key wins over a bearer token. */
function apiKeyOf(request: FastifyRequest): string | null {
  const header = request.headers['x-api-key'];
  const own = Array.isArray(header) ? header[0] : header;
  if (own) return own.trim();
  const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  return token ?? null;
}

/** Tells a caller how many requests are left, in the form of the IETF's draft on RateLimit headers. */
function setRateLimitHeaders(
  reply: FastifyReply,
  limit: number,
  { remaining, resetSeconds }: RateState,
): void {
  reply.header('ratelimit-policy', `"requests";q=${limit};w=${WINDOW_SECONDS}`);
  reply.header('ratelimit', `"requests";r=${remaining};t=${resetSeconds}`);
}

/** Whom an API key speaks for, from where the request comes. */
async function callerOfApiKey(
  { resolveApiKey }: HttpContext,
  request: FastifyRequest,
  key: string,
): Promise<Caller> {
  const caller = await resolveApiKey(key);
  if (typeof caller === 'string') throw new ServiceError(caller, REFUSAL_MESSAGES[caller]);
  const { allowedNetworks } = caller;
  if (allowedNetworks.length > 0 && !isInNetworks(request.ip, allowedNetworks)) {
    throw new ServiceError('IP_NOT_ALLOWED', 'The API key may not be used from this address');
  }
  return caller;
}

/** Whom a session of the console speaks for. */
async function callerOfSession(
  { config, store, now }: HttpContext,
  request: FastifyRequest,
  token: string,
): Promise<Caller> {
  const caller = await resolveSession(store.db, token, config, now());
  if (!caller) throw new ServiceError('SESSION_EXPIRED', 'The session has ended: sign in again');
  requireCsrfToken(request, token);
  return caller;
}

/** Who is counted, and by which limit; null for the server's. */
interface RateLimitSubject {
  readonly kind: ActorKind | 'share';
  readonly id: string | null;
  readonly requestsPerMinute: number | null;
}

/**
 * Counts a request and shows what is left.
 * @throws ServiceError above the rate.
 */
export async function enforceRateLimit(
  { config, countRequest }: HttpContext,
  { kind, id, requestsPerMinute }: RateLimitSubject,
  reply: FastifyReply,
): Promise<void> {
  const limit = requestsPerMinute ?? config.requestsPerMinute;
  const rate = await countRequest(`${kind}:${id}`, limit);
  setRateLimitHeaders(reply, limit, rate);
  if (rate.isAllowed) return;
  const message = `The ${kind} is limited to ${limit} requests a minute`;
  throw new ServiceError('RATE_LIMIT_EXCEEDED', message, { retryAfterSeconds: rate.resetSeconds });
}

/**
 * A hook that lets only requests through that may come in, before any of the body is read: a good key, from an address
 * that it may be used from, or a session of the console whose unsafe requests bring its CSRF token; within the rate.
 */
export function requireCaller(context: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const key = apiKeyOf(request);
    const token = key === null ? sessionCookie.read(request) : null;
    if (key !== null) request.caller = await callerOfApiKey(context, request, key);
    else if (token !== null) request.caller = await callerOfSession(context, request, token);
    else throw new ServiceError('MISSING_API_KEY', 'Send an API key in X-API-Key or as a bearer token');
    const { actor, requestsPerMinute } = request.caller;
    await enforceRateLimit(context, { ...actor, requestsPerMinute }, reply);
  };
}

/**
 * A check whether a request that takes long would still come in now: neither its key nor its session has ended, their tenant is
 * active, the user has the permission. Counts as no use of either.
 */
export function createCallerCheck({ config, store, resolveApiKey, now }: HttpContext) {
  return async (request: FastifyRequest): Promise<boolean> => {
    const key = apiKeyOf(request);
    const token = key === null ? sessionCookie.read(request) : null;
    const caller =
      key !== null ? await resolveApiKey(key) : token && (await findSession(store.db, token, config, now()));
    if (!caller || typeof caller === 'string') return false;
    const { action } = request.routeOptions.config;
    if (action === undefined || action === 'self') return true;
    return !caller.needsSecondFactor && hasPermission(caller, action);
  };
}

/** A hook behind {@link requireCaller} that lets only clients through that may use speech analysis. */
export async function requireSpeech(request: FastifyRequest): Promise<void> {
  if (callerOf(request).speech) return;
  throw new ServiceError('MISSING_PERMISSION', 'The client may not use speech analysis');
}

/**
 * A hook behind {@link requireCaller} that lets only callers through who may do what the route is for, by
 * `accounts/roles.ts`. Who lacks a second factor that the client requires may do nothing but set one up, and sign out.
 */
export async function requirePermission(request: FastifyRequest): Promise<void> {
  const caller = callerOf(request);
  const { action } = request.routeOptions.config;
  if (action === 'self' && caller.role === null) {
    throw new ServiceError('MISSING_PERMISSION', 'An API key may not do this: sign in to the console');
  }
  if (action === undefined || action === 'self') return;
  if (caller.needsSecondFactor) {
    throw new ServiceError(
      'SECOND_FACTOR_REQUIRED',
      'Your organisation requires a second factor: set one up on the page of your account first',
    );
  }
  if (hasPermission(caller, action)) return;
  const who = caller.role === null ? 'An API key' : `The role ${caller.role}`;
  throw new ServiceError('MISSING_PERMISSION', `${who} may not do this`, { details: { action } });
}

/**
 * A hook for the moment a route is added.
 * @throws Error if the route does not say who may use it.
 */
export function requireStatedAction({ method, url, config }: RouteOptions): void {
  if (config?.action === undefined)
    throw new Error(`${method} ${url} does not say what it is: config.action`);
}

/**
 * Whom a request speaks for, on a route behind {@link requireCaller}.
 * @throws Error on any other route.
 */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`The route ${request.routeOptions.url} asks for no key`);
  return request.caller;
}

/** Who acts by a request, as the audit log has it, on a route behind {@link requireCaller}. */
export function actorContextOf(request: FastifyRequest): ActorContext {
  const { tenantId, actor } = callerOf(request);
  return { tenantId, actor, address: request.ip, requestId: request.id };
}
