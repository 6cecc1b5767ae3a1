import type { FastifyRequest } from 'fastify';
import { ServiceError } from '../service-error.ts';

/**
 * Refuses a compressed body by its name: read as it is, it would be called a broken form or a missing recording.
 * @throws ServiceError UNSUPPORTED_CONTENT_ENCODING.
 */
export async function refuseEncodedBody({ headers }: FastifyRequest): Promise<void> {
  const encoding = headers['content-encoding']?.trim() ?? '';
  if (encoding === '' || encoding.toLowerCase() === 'identity') return;
  throw new ServiceError(
    'UNSUPPORTED_CONTENT_ENCODING',
    `The body must be sent without Content-Encoding; got ${encoding.slice(0, 60)}`,
  );
}
