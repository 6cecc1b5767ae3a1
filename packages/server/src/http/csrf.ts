import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { csrfTokenOf } from '../accounts/tokens.ts';
import { ServiceError } from '../service-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that another site makes a browser send with the session cookie.
 * @throws ServiceError CSRF_TOKEN_INVALID if an unsafe request lacks the session's token in x-csrf-token.
 */
export function requireCsrfToken(request: FastifyRequest, sessionToken: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { 'x-csrf-token': given = '' } = request.headers;
  const [a, b] = [Buffer.from(String(given)), Buffer.from(csrfTokenOf(sessionToken))];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw new ServiceError('CSRF_TOKEN_INVALID', 'Send the csrfToken of GET /session as x-csrf-token');
}

/**
 * A hook for routes without a session that keeps other sites from signing a browser in (login CSRF). Old browsers, which
 * do not send Sec-Fetch-Site, are stopped by the content type.
 */
export async function requireSameSite(request: FastifyRequest): Promise<void> {
  if (SAFE_METHODS.has(request.method)) return;
  const { 'sec-fetch-site': site } = request.headers;
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new ServiceError('CSRF_TOKEN_INVALID', 'Requests from pages of other sites are refused');
}
