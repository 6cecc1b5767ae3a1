import type { USER_OPERATIONS } from '@vivavoce/contract';
import type { FastifyRequest } from 'fastify';
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  revokeInvitation,
  viewInvitation,
} from '../../accounts/invitations.ts';
import { clearLoginAttempt, countLoginAttempt } from '../../accounts/login-throttle.ts';
import type { HttpContext, TenantContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import type { Handler } from '../route.ts';
import { logIn, requestOrigin } from './session.ts';
import { administratorOf } from './users.ts';

type Operations = typeof USER_OPERATIONS;

/** `POST /invitations`: invites a new user; the response shows the link, only once. */
export function inviteRoute({ config, storeOf, now }: TenantContext): Handler<Operations['invite']> {
  return async (call) => {
    const { request, body } = call;
    const invitation = await createInvitation(storeOf(request).db, administratorOf(call), body, now());
    const url = `${publicUrlOf(request, config)}/invitation#token=${invitation.token}`;
    return { ...invitation, url };
  };
}

/** `GET /invitations`: the open invitations. */
export function listInvitationsRoute({
  storeOf,
  now,
}: TenantContext): Handler<Operations['listInvitations']> {
  return async ({ caller, request }) => ({
    invitations: await listInvitations(storeOf(request).db, caller.tenantId, now()),
  });
}

/** `DELETE /invitations/{id}`: revokes an invitation. */
export function revokeInvitationRoute({ storeOf }: TenantContext): Handler<Operations['revokeInvitation']> {
  return ({ params, by, request }) => revokeInvitation(storeOf(request).db, by, params.token);
}

/** Uses a token from a link, with a limit on failed attempts per address. */
async function withToken<T>(
  { store }: HttpContext,
  request: FastifyRequest,
  use: () => Promise<T>,
): Promise<T> {
  const attempt = { account: null, address: request.ip };
  await countLoginAttempt(store.db, attempt);
  const result = await use();
  await clearLoginAttempt(store.db, attempt);
  return result;
}

/** `GET /invitations/{token}`: an invitation as the invited person sees it. */
export function viewInvitationRoute(context: HttpContext): Handler<Operations['viewInvitation']> {
  return ({ params, request }) =>
    withToken(context, request, () => viewInvitation(context.store.db, params.token, context.now()));
}

/** `POST /invitations/{token}/accept`: makes the invited person a user and signs them in. */
export function acceptInvitationRoute(context: HttpContext): Handler<Operations['acceptInvitation']> {
  return async ({ params, body, request, reply }) => {
    const userId = await withToken(context, request, () =>
      acceptInvitation(context.store.db, params.token, body, requestOrigin(request), context.now()),
    );
    return logIn(context, request, reply, userId, 'invitation');
  };
}
