/** The web console and the documentation: files that were built elsewhere, with headers that let a page run nothing but its own scripts. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Scripts come from files of ours alone. Styles may be inline: the components' library places things by style attributes.
 * Recordings are played from the API, or from memory before they are sent.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  // Addresses of shared reports are secrets.
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Where the build puts files whose names change with their content. */
const HASHED_ASSETS = '/assets/';

/** Where the documentation lies among the files. */
const DOCUMENTATION = '/docs';

/** A path of the console that no file has: it draws the page itself. */
function isPage(request: FastifyRequest): boolean {
  const [path = '/'] = request.url.split('?');
  const last = path.slice(path.lastIndexOf('/'));
  return ['GET', 'HEAD'].includes(request.method) && !/^\/api(\/|$)/.test(path) && !last.includes('.');
}

/**
 * Serves the console's files at `/`, compressed where the build has compressed them.
 * @param notFoundHandler answers what is neither a file nor a page.
 */
export async function serveConsole(
  app: FastifyInstance,
  folder: string,
  notFoundHandler: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    // A route for each file: a catch-all would make every unknown path of the API look like one of ours.
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) reply.header(name, value);
      const isForever = path.includes(HASHED_ASSETS);
      reply.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // Links within the documentation are relative to its folder.
  app.get(DOCUMENTATION, (_request, reply) => reply.redirect(`${DOCUMENTATION}/`));
  app.setNotFoundHandler((request, reply) =>
    isPage(request) ? reply.sendFile('index.html') : notFoundHandler(request, reply),
  );
}
