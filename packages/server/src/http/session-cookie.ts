import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Where people reach the server, or null if that is taken from each request. */
    readonly publicUrl: string | null;
  }
}

/** A session's token over HTTPS: `__Host-` keeps other hosts of the domain from planting one (RFC 6265bis, 4.1.3.2). */
const SECURE_NAME = '__Host-vivavoce';
/** The same over plain HTTP, for a demonstration on the loopback address. */
const PLAIN_NAME = 'vivavoce';

/** Suffix of the cookie that holds the state during a login with the identity provider. */
const OIDC_SUFFIX = '-oidc';
/** Suffix of the cookie of a login that waits for its second factor. */
const PENDING_SUFFIX = '-pending';

/**
 * Whether people reach the server over HTTPS: the public URL says so where there is one, whatever a proxy says or does not
 * say; else the connection or a trusted proxy.
 */
const isSecure = ({ server, protocol }: FastifyRequest): boolean =>
  server.publicUrl === null ? protocol === 'https' : server.publicUrl.startsWith('https:');
const nameFor = (request: FastifyRequest): string => (isSecure(request) ? SECURE_NAME : PLAIN_NAME);
const attributesFor = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) }) as const;

/** The session token that a browser sends; null without one. */
export function sessionTokenOf(request: FastifyRequest): string | null {
  return request.cookies[nameFor(request)] ?? null;
}

/** Sets the cookie with a session's token. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  lifeMs: number,
): void {
  const maxAge = Math.floor(lifeMs / 1000);
  reply.setCookie(nameFor(request), token, { ...attributesFor(request), maxAge });
}

/** Deletes the session cookie. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request), attributesFor(request));
}

/** The encrypted state of a login with the identity provider; null without one. */
export function oidcStateCookieOf(request: FastifyRequest): string | null {
  return request.cookies[nameFor(request) + OIDC_SUFFIX] ?? null;
}

/** The token of a login that waits for its second factor; null without one. */
export function pendingTokenOf(request: FastifyRequest): string | null {
  return request.cookies[nameFor(request) + PENDING_SUFFIX] ?? null;
}

/** Sets the cookie with the token of a login that waits for its second factor. */
export function setPendingCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  lifeMs: number,
): void {
  const maxAge = Math.floor(lifeMs / 1000);
  reply.setCookie(nameFor(request) + PENDING_SUFFIX, token, { ...attributesFor(request), maxAge });
}

/** Deletes the token of a login that waited for its second factor. */
export function clearPendingCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request) + PENDING_SUFFIX, attributesFor(request));
}

/** Sets the cookie with the encrypted state of a login with the identity provider. */
export function setOidcStateCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  encrypted: string,
  lifeMs: number,
): void {
  const maxAge = Math.floor(lifeMs / 1000);
  reply.setCookie(nameFor(request) + OIDC_SUFFIX, encrypted, { ...attributesFor(request), maxAge });
}

/** Deletes the state of a login with the identity provider. */
export function clearOidcStateCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request) + OIDC_SUFFIX, attributesFor(request));
}
