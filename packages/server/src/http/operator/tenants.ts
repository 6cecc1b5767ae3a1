import { type CLIENT_OPERATIONS, type ClientDescription, isStorable } from '@vivavoce/contract';
import { grantCredits } from '../../tenants/grant-credits.ts';
import { multilingualWarning } from '../../tenants/multilingual-warning.ts';
import { createTenant, listTenants, readTenant, updateTenant } from '../../tenants/tenants.ts';
import type { HttpContext } from '../context.ts';
import { invalidCursor } from '../pagination.ts';
import type { Handler } from '../route.ts';
import { operatorOrigin } from './authentication.ts';

type Operations = typeof CLIENT_OPERATIONS;

/** The name of the last tenant of a page, as its cursor. */
const nameCursor = {
  read(cursor: string): string {
    const name = Buffer.from(cursor, 'base64url').toString();
    if (!isStorable(name)) throw invalidCursor();
    return name;
  },
  write: (name: string): string => Buffer.from(name).toString('base64url'),
};

/** `GET /admin/clients`: the tenants by name. */
export function listTenantsRoute({ store }: HttpContext): Handler<Operations['listClients']> {
  return async ({ query: { limit, cursor } }) => {
    const afterName = cursor === undefined ? null : nameCursor.read(cursor);
    const { tenants, nextName } = await listTenants(store.db, { afterName, limit });
    return { clients: tenants, nextCursor: nextName === null ? null : nameCursor.write(nextName) };
  };
}

/** Adds a warning if the operator allowed what the server is not configured for, and logs it. */
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

/** `POST /admin/clients`: creates a tenant. */
export function createTenantRoute({ store, ...context }: HttpContext): Handler<Operations['createClient']> {
  return async ({ body: { name, ...options }, request }) => {
    const { id } = await createTenant(store, name, options, operatorOrigin(request));
    return withWarning(await readTenant(store.db, id), options.multilingual, context);
  };
}

/** `GET /admin/clients/{clientId}`: a tenant. */
export function readTenantRoute({ store }: HttpContext): Handler<Operations['readClient']> {
  return ({ params }) => readTenant(store.db, params.clientId);
}

/** `PATCH /admin/clients/{clientId}`: changes a tenant. */
export function updateTenantRoute({ store, ...context }: HttpContext): Handler<Operations['changeClient']> {
  return async ({ body, by }) => withWarning(await updateTenant(store, by, body), body.multilingual, context);
}

/** `POST /admin/clients/{clientId}/credits`: grants credits to a tenant. */
export function grantCreditsRoute({ store }: HttpContext): Handler<Operations['grantCredits']> {
  return ({ body, by }) => grantCredits(store, by, body);
}
