import type { FastifyInstance } from 'fastify';
import { forAction } from '../authentication.ts';
import type { HttpContext, TenantContext } from '../context.ts';
import { requireSameSite } from '../csrf.ts';
import { acceptJson } from '../json-body.ts';
import {
  acceptInvitationRoute,
  inviteRoute,
  listInvitationsRoute,
  revokeInvitationRoute,
  viewInvitationRoute,
} from './invitations.ts';
import { oidcRoutes } from './oidc.ts';
import {
  changePasswordRoute,
  listSessionsRoute,
  revokeSessionRoute,
  revokeSessionsRoute,
} from './own-sessions.ts';
import {
  linkLoginRoute,
  loginRoute,
  logoutRoute,
  readSessionRoute,
  recordFailedLoginHook,
  setupRoute,
} from './session.ts';
import { changeUserRoute, createLoginLinkRoute, listUsersRoute, removeUserRoute } from './users.ts';

/** The routes with which people come in: they need no session yet. */
export function publicAccountRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.addHook('onRequest', requireSameSite);
    api.get('/session', readSessionRoute(context));
    api.post('/session', { onResponse: recordFailedLoginHook(context) }, loginRoute(context));
    api.post('/session/link', linkLoginRoute(context));
    api.delete('/session', logoutRoute(context));
    api.post('/setup', setupRoute(context));
    const { start, finish } = oidcRoutes(context);
    api.get('/session/oidc', { exposeHeadRoute: false }, start);
    api.get('/session/oidc/callback', { exposeHeadRoute: false }, finish);
    api.get('/invitations/:token', viewInvitationRoute(context));
    api.post('/invitations/:token/accept', acceptInvitationRoute(context));
  };
}

/** The routes of signed-in users about their own sessions. */
export function ownSessionRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.get('/sessions', forAction('self'), listSessionsRoute(context));
    api.delete('/sessions', forAction('self'), revokeSessionsRoute(context));
    api.delete('/sessions/:id', forAction('self'), revokeSessionRoute(context));
    api.put('/session/password', forAction('self'), changePasswordRoute(context));
  };
}

/** The routes that administer a client's users. */
export function userRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.get('/users', forAction('users.manage'), listUsersRoute(context));
    api.patch('/users/:id', forAction('users.manage'), changeUserRoute(context));
    api.delete('/users/:id', forAction('users.manage'), removeUserRoute(context));
    api.post('/users/:id/sign-in-link', forAction('users.manage'), createLoginLinkRoute(context));
    api.get('/invitations', forAction('users.manage'), listInvitationsRoute(context));
    api.post('/invitations', forAction('users.manage'), inviteRoute(context));
    // Named as where it shares its place with the routes of invited people.
    api.delete('/invitations/:token', forAction('users.manage'), revokeInvitationRoute(context));
  };
}
