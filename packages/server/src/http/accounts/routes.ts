import type { FastifyInstance } from 'fastify';
import type { HttpContext } from '../context.ts';
import { refuseOtherSites } from '../forgery.ts';
import { acceptJson } from '../json-body.ts';
import { linkSignInRoute, readSessionRoute, setupRoute, signInRoute, signOutRoute } from './session.ts';

/** The routes with which people come in: they need no session yet. */
export function entranceRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.addHook('onRequest', refuseOtherSites);
    api.get('/session', readSessionRoute(context));
    api.post('/session', signInRoute(context));
    api.post('/session/link', linkSignInRoute(context));
    api.delete('/session', signOutRoute(context));
    api.post('/setup', setupRoute(context));
  };
}
