import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { csrfTokenOf } from '../accounts/tokens.ts';
import { ServiceError } from '../service-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a browser send with a session's cookie.
 * @throws ServiceError CSRF_TOKEN_INVALID if an unsafe request does not bring the session's token in x-csrf-token.
 */
export function requireCsrfToken(request: FastifyRequest, sessionToken: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { 'x-csrf-token': given = '' } = request.headers;
  const [a, b] = [Buffer.from(String(given)), Buffer.from(csrfTokenOf(sessionToken))];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw new ServiceError('CSRF_TOKEN_INVALID', 'Send the csrfToken of GET /session as x-csrf-token');
}

/**
 * A hook for routes that need no session yet: a page of another site cannot sign a browser in as somebody else. Old browsers
 * that do not say where a request comes from are held back by the content type.
 */
export async function requireSameSite(request: FastifyRequest): Promise<void> {
  if (SAFE_METHODS.has(request.method)) return;
  const { 'sec-fetch-site': site } = request.headers;
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new ServiceError('CSRF_TOKEN_INVALID', 'This cannot be asked from a page of another site');
}
