import { CLIENT_OPERATIONS } from '@vivavoce/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { administrationRoutes } from '../administration/routes.ts';
import { callerOf } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { acceptJson } from '../json-body.ts';
import { route } from '../route.ts';
import { actForTenant, requireOperator } from './authentication.ts';
import {
  createTenantRoute,
  grantCreditsRoute,
  listTenantsRoute,
  readTenantRoute,
  updateTenantRoute,
} from './tenants.ts';

/** The operator's routes over all tenants, and the administration of each tenant for the operator. */
export function operatorRoutes(context: HttpContext) {
  const { store, ...rest } = context;
  const storeOf = (request: FastifyRequest) => store.forTenant(callerOf(request).tenantId);
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireOperator(context));
    await api.register(async (all) => {
      acceptJson(all);
      route(all, CLIENT_OPERATIONS.listClients, listTenantsRoute(context));
      route(all, CLIENT_OPERATIONS.createClient, createTenantRoute(context));
    });
    await api.register(async (one) => {
      one.addHook('onRequest', actForTenant(context));
      await one.register(async (own) => {
        acceptJson(own);
        route(own, CLIENT_OPERATIONS.readClient, readTenantRoute(context));
        route(own, CLIENT_OPERATIONS.changeClient, updateTenantRoute(context));
        route(own, CLIENT_OPERATIONS.grantCredits, grantCreditsRoute(context));
      });
      // The API calls a tenant `client`.
      await one.register(administrationRoutes({ ...rest, storeOf }), { prefix: '/admin/clients/:clientId' });
    });
  };
}
