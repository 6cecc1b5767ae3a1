import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Acting } from '../audit/actor.ts';
import { type Caller, type KeyRefusal, resolveKey } from '../clients/keys.ts';
import { isWithin } from '../clients/networks.ts';
import { countRequest, type RateState, WINDOW_SECONDS } from '../clients/rate-limit.ts';
import type { HttpContext } from './context.ts';
import { RequestError } from './request-errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the key speaks for; null on routes without one. */
    caller: Caller | null;
  }
}

const REFUSALS: Record<KeyRefusal, string> = {
  INVALID_API_KEY: 'The API key is unknown, inactive or revoked',
  API_KEY_EXPIRED: 'The API key has expired',
  CLIENT_INACTIVE: 'The client that the API key belongs to is inactive',
};

/** The key that a request brings: X-API-Key wins over a bearer token. */
function keyOf(request: FastifyRequest): string | null {
  const header = request.headers['x-api-key'];
  const own = Array.isArray(header) ? header[0] : header;
  if (own) return own.trim();
  const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  return token ?? null;
}

/** Tells a key how many requests it has left, in the form of the IETF's draft on RateLimit headers. */
function showRate(reply: FastifyReply, limit: number, { remaining, resetSeconds }: RateState): void {
  reply.header('ratelimit-policy', `"requests";q=${limit};w=${WINDOW_SECONDS}`);
  reply.header('ratelimit', `"requests";r=${remaining};t=${resetSeconds}`);
}

/**
 * A hook that lets only requests through that may come in, before any of the body is read: a good key, from an address
 * that it may be used from, within its rate.
 */
export function requireKey({ config, store }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const key = keyOf(request);
    if (!key) throw new RequestError('MISSING_API_KEY', 'Send an API key in X-API-Key or as a bearer token');
    const caller = await resolveKey(store, key);
    if (typeof caller === 'string') throw new RequestError(caller, REFUSALS[caller]);
    request.caller = caller;
    const { allowedNetworks, keyId } = caller;
    if (allowedNetworks.length > 0 && !isWithin(request.ip, allowedNetworks)) {
      throw new RequestError('IP_NOT_ALLOWED', 'The API key may not be used from this address');
    }
    const limit = caller.requestsPerMinute ?? config.requestsPerMinute;
    const rate = await countRequest(store.db, keyId, limit);
    showRate(reply, limit, rate);
    if (!rate.isAllowed) {
      const message = `The key is limited to ${limit} requests a minute`;
      throw new RequestError('RATE_LIMIT_EXCEEDED', message, { retryAfterSeconds: rate.resetSeconds });
    }
  };
}

/** A hook behind {@link requireKey} that lets only clients through that may use speech analysis. */
export async function requireSpeech(request: FastifyRequest): Promise<void> {
  if (callerOf(request).speech) return;
  throw new RequestError('MISSING_PERMISSION', 'The client may not use speech analysis');
}

/**
 * Whom a request speaks for, on a route behind {@link requireKey}.
 * @throws Error on any other route.
 */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`The route ${request.routeOptions.url} asks for no key`);
  return request.caller;
}

/** Who acts by a request, as the audit log has it, on a route behind {@link requireKey}. */
export function actingBy(request: FastifyRequest): Acting {
  const { clientId, actor } = callerOf(request);
  return { clientId, actor, address: request.ip, requestId: request.id };
}
