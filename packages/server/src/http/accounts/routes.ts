import {
  SECOND_FACTOR_OPERATIONS as FACTOR_OPERATIONS,
  SESSION_OPERATIONS,
  USER_OPERATIONS,
} from '@vivavoce/contract';
import type { FastifyInstance } from 'fastify';
import type { HttpContext, TenantContext } from '../context.ts';
import { requireSameSite } from '../csrf.ts';
import { acceptJson } from '../json-body.ts';
import { route } from '../route.ts';
import {
  acceptInvitationRoute,
  inviteRoute,
  listInvitationsRoute,
  revokeInvitationRoute,
  viewInvitationRoute,
} from './invitations.ts';
import { changeNotificationsRoute, readNotificationsRoute } from './notifications.ts';
import { oidcRoutes } from './oidc.ts';
import {
  changePasswordRoute,
  listSessionsRoute,
  revokeSessionRoute,
  revokeSessionsRoute,
} from './own-sessions.ts';
import {
  addPasskeyRoute,
  challengeLoginRoute,
  challengePasskeyRoute,
  confirmLoginRoute,
  confirmTotpRoute,
  enrolTotpRoute,
  passkeyLoginRoute,
  readSecondFactorRoute,
  reauthenticateRoute,
  removePasskeyRoute,
  removeTotpRoute,
  renewRecoveryCodesRoute,
} from './second-factor.ts';
import {
  linkLoginRoute,
  loginRoute,
  logoutRoute,
  readSessionRoute,
  recordFailedLoginHook,
  setupRoute,
} from './session.ts';
import {
  changeUserRoute,
  createLoginLinkRoute,
  listUsersRoute,
  removeUserRoute,
  resetSecondFactorRoute,
} from './users.ts';

/** The routes of people who are not signed in yet. */
export function publicAccountRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    api.addHook('onRequest', requireSameSite);
    route(api, SESSION_OPERATIONS.readSession, readSessionRoute(context));
    const onResponse = recordFailedLoginHook(context);
    route(api, SESSION_OPERATIONS.signIn, loginRoute(context), { onResponse });
    route(api, SESSION_OPERATIONS.signInByLink, linkLoginRoute(context));
    route(api, FACTOR_OPERATIONS.confirmSignIn, confirmLoginRoute(context));
    route(api, FACTOR_OPERATIONS.challengePasskeySignIn, challengeLoginRoute(context));
    route(api, FACTOR_OPERATIONS.signInWithPasskey, passkeyLoginRoute(context));
    route(api, SESSION_OPERATIONS.signOut, logoutRoute(context));
    route(api, SESSION_OPERATIONS.setUp, setupRoute(context));
    const { start, finish } = oidcRoutes(context);
    route(api, SESSION_OPERATIONS.signInWithProvider, start, { exposeHeadRoute: false });
    route(api, SESSION_OPERATIONS.comeBackFromProvider, finish, { exposeHeadRoute: false });
    route(api, USER_OPERATIONS.viewInvitation, viewInvitationRoute(context));
    route(api, USER_OPERATIONS.acceptInvitation, acceptInvitationRoute(context));
  };
}

/** The routes of signed-in users for their own sessions. */
export function ownSessionRoutes(context: HttpContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    route(api, USER_OPERATIONS.listSessions, listSessionsRoute(context));
    route(api, USER_OPERATIONS.endSessions, revokeSessionsRoute(context));
    route(api, USER_OPERATIONS.endSession, revokeSessionRoute(context));
    route(api, USER_OPERATIONS.changePassword, changePasswordRoute(context));
    route(api, USER_OPERATIONS.readNotifications, readNotificationsRoute(context));
    route(api, USER_OPERATIONS.changeNotifications, changeNotificationsRoute(context));
    route(api, FACTOR_OPERATIONS.readSecondFactor, readSecondFactorRoute(context));
    route(api, FACTOR_OPERATIONS.reauthenticate, reauthenticateRoute(context));
    route(api, FACTOR_OPERATIONS.enrolTotp, enrolTotpRoute(context));
    route(api, FACTOR_OPERATIONS.confirmTotp, confirmTotpRoute(context));
    route(api, FACTOR_OPERATIONS.removeTotp, removeTotpRoute(context));
    route(api, FACTOR_OPERATIONS.renewRecoveryCodes, renewRecoveryCodesRoute(context));
    route(api, FACTOR_OPERATIONS.challengePasskey, challengePasskeyRoute(context));
    route(api, FACTOR_OPERATIONS.addPasskey, addPasskeyRoute(context));
    route(api, FACTOR_OPERATIONS.removePasskey, removePasskeyRoute(context));
  };
}

/** The routes that administer a tenant's users. */
export function userRoutes(context: TenantContext) {
  return async (api: FastifyInstance): Promise<void> => {
    acceptJson(api);
    route(api, USER_OPERATIONS.listUsers, listUsersRoute(context));
    route(api, USER_OPERATIONS.changeUser, changeUserRoute(context));
    route(api, USER_OPERATIONS.removeUser, removeUserRoute(context));
    route(api, USER_OPERATIONS.resetSecondFactor, resetSecondFactorRoute(context));
    route(api, USER_OPERATIONS.linkUser, createLoginLinkRoute(context));
    route(api, USER_OPERATIONS.listInvitations, listInvitationsRoute(context));
    route(api, USER_OPERATIONS.invite, inviteRoute(context));
    route(api, USER_OPERATIONS.revokeInvitation, revokeInvitationRoute(context));
  };
}
