import type { FastifyInstance } from 'fastify';

/** More than any JSON body of the API needs. */
const BODY_LIMIT_BYTES = 256 * 1024;

/** Lets the routes of a scope accept JSON bodies. */
export function acceptJson(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    scope.getDefaultJsonParser('error', 'error'),
  );
}
