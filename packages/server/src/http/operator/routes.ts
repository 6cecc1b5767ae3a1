import type { FastifyInstance, FastifyRequest } from 'fastify';
import { administrationRoutes } from '../administration/routes.ts';
import { callerOf } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { acceptJson } from '../json-body.ts';
import { actForTenant, requireOperator } from './authentication.ts';
import {
  createTenantRoute,
  grantCreditsRoute,
  listTenantsRoute,
  readTenantRoute,
  updateTenantRoute,
} from './tenants.ts';

/** The operator's routes over all clients, and those of every client's own people, for them. */
export function operatorRoutes(context: HttpContext) {
  const { store, ...rest } = context;
  const storeOf = (request: FastifyRequest) => store.forTenant(callerOf(request).tenantId);
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireOperator(context));
    await api.register(async (all) => {
      acceptJson(all);
      all.get('/', listTenantsRoute(context));
      all.post('/', createTenantRoute(context));
    });
    await api.register(
      async (one) => {
        one.addHook('onRequest', actForTenant(context));
        await one.register(async (own) => {
          acceptJson(own);
          own.get('/', readTenantRoute(context));
          own.patch('/', updateTenantRoute(context));
          own.post('/credits', grantCreditsRoute(context));
        });
        await one.register(administrationRoutes({ ...rest, storeOf }));
      },
      { prefix: '/:clientId' },
    );
  };
}
