import {
  type ClientDescription,
  type ClientList,
  type CreditsResponse,
  clientChangesSchema,
  grantSchema,
  newClientSchema,
} from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { grantCredits } from '../../tenants/grant-credits.ts';
import { multilingualWarning } from '../../tenants/multilingual-warning.ts';
import { createTenant, listTenants, readTenant, updateTenant } from '../../tenants/tenants.ts';
import { actorContextOf } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { limitOf } from '../pagination.ts';
import { Query } from '../query.ts';
import { operatorOrigin } from './authentication.ts';

const textCursor = z.string().transform((cursor) => Buffer.from(cursor, 'base64url').toString());

/** `GET /admin/clients`: the clients by name. */
export function listTenantsRoute({ store }: HttpContext) {
  return async (request: FastifyRequest): Promise<ClientList> => {
    const query = new Query(request);
    const page = { afterName: query.one('cursor', textCursor) ?? null, limit: limitOf(query) };
    const { tenants, nextName } = await listTenants(store.db, page);
    return {
      clients: tenants,
      nextCursor: nextName === null ? null : Buffer.from(nextName).toString('base64url'),
    };
  };
}

/** A client, with a warning for an operator who allows what cannot be done; the log has it too. */
function withWarning(
  tenant: ClientDescription,
  multilingual: boolean | undefined,
  { config, logger }: Pick<HttpContext, 'config' | 'logger'>,
): ClientDescription {
  const warning = multilingualWarning(multilingual, config.models);
  if (warning === null) return tenant;
  logger.warn({ tenantId: tenant.id }, warning);
  return { ...tenant, warnings: [warning] };
}

/** `POST /admin/clients`: makes a client. */
export function createTenantRoute({ store, ...context }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<ClientDescription> => {
    const { name, ...options } = bodyOf(request, newClientSchema);
    const { id } = await createTenant(store, name, options, operatorOrigin(request));
    reply.code(201);
    return withWarning(await readTenant(store.db, id), options.multilingual, context);
  };
}

type TenantRequest = FastifyRequest<{ Params: { clientId: string } }>;

/** `GET /admin/clients/{clientId}`: a client. */
export function readTenantRoute({ store }: HttpContext) {
  return async (request: TenantRequest): Promise<ClientDescription> =>
    readTenant(store.db, request.params.clientId);
}

/** `PATCH /admin/clients/{clientId}`: changes a client. */
export function updateTenantRoute({ store, ...context }: HttpContext) {
  return async (request: TenantRequest): Promise<ClientDescription> => {
    const changes = bodyOf(request, clientChangesSchema);
    return withWarning(
      await updateTenant(store, actorContextOf(request), changes),
      changes.multilingual,
      context,
    );
  };
}

/** `POST /admin/clients/{clientId}/credits`: gives a client credits. */
export function grantCreditsRoute({ store }: HttpContext) {
  return async (request: TenantRequest, reply: FastifyReply): Promise<CreditsResponse> => {
    const grant = bodyOf(request, grantSchema);
    reply.code(201);
    return grantCredits(store, actorContextOf(request), grant);
  };
}
