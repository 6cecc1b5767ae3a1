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

/**
 * Whether people reach the server over HTTPS: the public URL says so where there is one, whatever a proxy says or does not
 * say; else the connection or a trusted proxy.
 */
const isSecure = ({ server, protocol }: FastifyRequest): boolean =>
  server.publicUrl === null ? protocol === 'https' : server.publicUrl.startsWith('https:');
const nameFor = (request: FastifyRequest): string => (isSecure(request) ? SECURE_NAME : PLAIN_NAME);
const attributesFor = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request) }) as const;

/** A value that a browser keeps for the server, in a cookie that scripts cannot read. */
interface BrowserCookie {
  /** What the browser sends; null without it. */
  read(request: FastifyRequest): string | null;
  /** @param lifeMs how long the browser keeps it, ms. */
  set(request: FastifyRequest, reply: FastifyReply, value: string, lifeMs: number): void;
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

function browserCookie(suffix: string): BrowserCookie {
  const nameOf = (request: FastifyRequest): string => nameFor(request) + suffix;
  return {
    read: (request) => request.cookies[nameOf(request)] ?? null,
    set(request, reply, value, lifeMs) {
      const maxAge = Math.floor(lifeMs / 1000);
      reply.setCookie(nameOf(request), value, { ...attributesFor(request), maxAge });
    },
    clear(request, reply) {
      reply.clearCookie(nameOf(request), attributesFor(request));
    },
  };
}

/** The token of a session. */
export const sessionCookie = browserCookie('');
/** The token of a login that waits for its second factor. */
export const pendingLoginCookie = browserCookie('-pending');
/** The encrypted state of a login with the identity provider. */
export const oidcStateCookie = browserCookie('-oidc');
