import type { FastifyInstance, FastifyRequest } from 'fastify';
import { administrationRoutes } from '../administration/routes.ts';
import { callerOf } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { acceptJson } from '../json-body.ts';
import { requireOperator, speakForClient } from './authentication.ts';
import {
  changeClientRoute,
  createClientRoute,
  grantCreditsRoute,
  listClientsRoute,
  readClientRoute,
} from './clients.ts';

/** The operator's routes over all clients, and those of every client's own people, for them. */
export function operatorRoutes(context: HttpContext) {
  const { store, ...rest } = context;
  const storeOf = (request: FastifyRequest) => store.ofClient(callerOf(request).clientId);
  return async (api: FastifyInstance): Promise<void> => {
    api.addHook('onRequest', requireOperator(context));
    await api.register(async (all) => {
      acceptJson(all);
      all.get('/', listClientsRoute(context));
      all.post('/', createClientRoute(context));
    });
    await api.register(
      async (one) => {
        one.addHook('onRequest', speakForClient(context));
        await one.register(async (own) => {
          acceptJson(own);
          own.get('/', readClientRoute(context));
          own.patch('/', changeClientRoute(context));
          own.post('/credits', grantCreditsRoute(context));
        });
        await one.register(administrationRoutes({ ...rest, storeOf }));
      },
      { prefix: '/:clientId' },
    );
  };
}
