import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActorOrigin } from '../../audit/actor.ts';
import { ServiceError } from '../../service-error.ts';
import { readTenant } from '../../tenants/tenants.ts';
import { enforceRateLimit } from '../authentication.ts';
import type { HttpContext } from '../context.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two texts are the same, in a time that tells nothing about where they differ. */
const equalsInConstantTime = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

/**
 * A hook that lets only the operator through: whoever has the token of the configuration. Without one there is no such
 * API. Every address has a rate, before the token is looked at.
 */
export function requireOperator(context: HttpContext) {
  const { operatorToken } = context.config;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (operatorToken === null) throw new ServiceError('NOT_FOUND', 'There is no such path');
    await enforceRateLimit(context, { kind: 'operator', id: request.ip, requestsPerMinute: null }, reply);
    const [, given = ''] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (equalsInConstantTime(given, operatorToken)) return;
    throw new ServiceError('INVALID_OPERATOR_TOKEN', 'Send the operator’s token as a bearer token');
  };
}

/** The operator as the audit log has it. */
export function operatorOrigin(request: FastifyRequest): ActorOrigin {
  const actor = { kind: 'operator', id: null, label: 'operator’s token' } as const;
  return { actor, address: request.ip, requestId: request.id };
}

/** A hook behind {@link requireOperator} that lets the operator speak for the client that the path names. */
export function actForTenant({ store }: HttpContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const { clientId } = request.params as { readonly clientId: string };
    const { speech, multilingual, requiresConsent } = await readTenant(store.db, clientId);
    request.caller = {
      tenantId: clientId,
      actor: operatorOrigin(request).actor,
      role: 'owner',
      sessionId: null,
      needsSecondFactor: false,
      projectId: null,
      requiresConsent,
      allowedNetworks: [],
      requestsPerMinute: null,
      speech,
      multilingual,
    };
  };
}
