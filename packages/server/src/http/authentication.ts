import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, type KeyRefusal, resolveKey } from '../clients/keys.ts';
import type { Store } from '../store/store.ts';
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

/** A hook that lets only requests with a good key through, before any of the body is read. */
export function requireKey(store: Store) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const key = keyOf(request);
    if (!key) throw new RequestError('MISSING_API_KEY', 'Send an API key in X-API-Key or as a bearer token');
    const caller = await resolveKey(store, key);
    if (typeof caller === 'string') throw new RequestError(caller, REFUSALS[caller]);
    request.caller = caller;
  };
}

/**
 * Whom a request speaks for, on a route behind {@link requireKey}.
 * @throws Error on any other route.
 */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error(`The route ${request.routeOptions.url} asks for no key`);
  return request.caller;
}
