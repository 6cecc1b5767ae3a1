import type { FastifyReply, FastifyRequest } from 'fastify';

/** A session's token over HTTPS: `__Host-` keeps other hosts of the domain from planting one (RFC 6265bis, 4.1.3.2). */
const SECURE_NAME = '__Host-vivavoce';
/** The same over plain HTTP, for a demonstration on the loopback address. */
const PLAIN_NAME = 'vivavoce';

/** What is remembered of a browser that is at the identity provider. */
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

/** Gives the browser a session's token. It goes with the browser's own session unless it is told how long it lives. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  lifeMs: number,
): void {
  const maxAge = Math.floor(lifeMs / 1000);
  reply.setCookie(nameFor(request), token, { ...attributesFor(request), maxAge });
}

/** Takes the token from the browser. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request), attributesFor(request));
}

/** What a browser brings back from the identity provider of what was remembered; null without. */
export function oidcStateCookieOf(request: FastifyRequest): string | null {
  return request.cookies[nameFor(request) + OIDC_SUFFIX] ?? null;
}

/** Lets a browser keep what is to be remembered while it is at the identity provider. */
export function setOidcStateCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  sealed: string,
  lifeMs: number,
): void {
  const maxAge = Math.floor(lifeMs / 1000);
  reply.setCookie(nameFor(request) + OIDC_SUFFIX, sealed, { ...attributesFor(request), maxAge });
}

/** Takes it from the browser. */
export function clearOidcStateCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameFor(request) + OIDC_SUFFIX, attributesFor(request));
}
