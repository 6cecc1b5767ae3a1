import type { FastifyReply, FastifyRequest } from 'fastify';

/** A session's token over HTTPS: `__Host-` keeps other hosts of the domain from planting one (RFC 6265bis, 4.1.3.2). */
const SECURE_NAME = '__Host-vivavoce';
/** The same over plain HTTP, for a demonstration on the loopback address. */
const PLAIN_NAME = 'vivavoce';

/** Suffix of the cookie that holds the state during a login with the identity provider. */
const OIDC_SUFFIX = '-oidc';

/** Whether a request came over HTTPS, as the connection or a trusted proxy says. */
const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';
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
