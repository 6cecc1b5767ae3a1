import type { USER_OPERATIONS } from '@vivavoce/contract';
import { loginLinkUrl } from '../../accounts/login-links.ts';
import {
  changeUser,
  createUserLoginLink,
  listUsers,
  removeUser,
  resetSecondFactor,
  type UserAdministrator,
} from '../../accounts/users.ts';
import type { TenantContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import type { Handler, OperationRequest } from '../route.ts';

type Operations = typeof USER_OPERATIONS;

/** The user who administers users by a request. */
export function administratorOf({
  by,
  caller,
}: Pick<OperationRequest<Operations[keyof Operations]>, 'by' | 'caller'>): UserAdministrator {
  return { by, role: caller.role };
}

/** `GET /users`: the users of the tenant. */
export function listUsersRoute({ storeOf }: TenantContext): Handler<Operations['listUsers']> {
  return async ({ caller, request }) => ({ users: await listUsers(storeOf(request).db, caller.tenantId) });
}

/** `PATCH /users/{id}`: changes name or role, disables or enables. */
export function changeUserRoute({ storeOf, now }: TenantContext): Handler<Operations['changeUser']> {
  return (call) =>
    changeUser(storeOf(call.request).db, administratorOf(call), call.params.id, call.body, now());
}

/** `DELETE /users/{id}`: removes a user. */
export function removeUserRoute({ storeOf }: TenantContext): Handler<Operations['removeUser']> {
  return (call) => removeUser(storeOf(call.request).db, administratorOf(call), call.params.id);
}

/** `DELETE /users/{id}/second-factor`: removes every second factor of a user who has lost them. */
export function resetSecondFactorRoute({ storeOf }: TenantContext): Handler<Operations['resetSecondFactor']> {
  return (call) => resetSecondFactor(storeOf(call.request).db, administratorOf(call), call.params.id);
}

/** `POST /users/{id}/sign-in-link`: creates a one-time login link. */
export function createLoginLinkRoute({
  config,
  storeOf,
  now,
}: TenantContext): Handler<Operations['linkUser']> {
  return async (call) => {
    const { request, params } = call;
    const admin = administratorOf(call);
    const { token, expiresAt } = await createUserLoginLink(storeOf(request).db, admin, params.id, now());
    const url = loginLinkUrl(publicUrlOf(request, config), token);
    return { url, token, expiresAt: expiresAt.toISOString() };
  };
}
