import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

/**
 * Where people reach this server, without a path: as configured, else where the request itself has reached it. Links made
 * from it go only to whoever asked.
 */
export function publicUrlOf(request: FastifyRequest, { publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}
