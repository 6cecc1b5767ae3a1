import {
  acceptInvitationSchema,
  type CreatedInvitation,
  type Invitation,
  type InvitationView,
  newInvitationSchema,
  type SessionState,
} from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  revokeInvitation,
  viewInvitation,
} from '../../accounts/invitations.ts';
import { clearLoginAttempt, countLoginAttempt } from '../../accounts/login-throttle.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { HttpContext, TenantContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { publicUrlOf } from '../public-url.ts';
import { logIn, requestOrigin } from './session.ts';
import { administratorOf } from './users.ts';

type ByToken = FastifyRequest<{ Params: { token: string } }>;

/** `POST /invitations`: invites somebody; the answer holds the link, once. */
export function inviteRoute({ config, storeOf, now }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const wanted = bodyOf(request, newInvitationSchema);
    const made = await createInvitation(storeOf(request).db, administratorOf(request), wanted, now());
    const url = `${publicUrlOf(request, config)}/invitation#token=${made.token}`;
    return reply.code(201).send({ ...made, url } satisfies CreatedInvitation);
  };
}

/** `GET /invitations`: the open ones. */
export function listInvitationsRoute({ storeOf, now }: TenantContext) {
  return async (request: FastifyRequest): Promise<{ invitations: Invitation[] }> => ({
    invitations: await listInvitations(storeOf(request).db, callerOf(request).tenantId, now()),
  });
}

/** `DELETE /invitations/{id}`: takes one back. */
export function revokeInvitationRoute({ storeOf }: TenantContext) {
  return async (request: ByToken, reply: FastifyReply): Promise<FastifyReply> => {
    await revokeInvitation(storeOf(request).db, actorContextOf(request), request.params.token);
    return reply.code(204).send();
  };
}

/** Does something with a token that came from outside; tokens cannot be tried at will. */
async function withToken<T>({ store }: HttpContext, request: ByToken, use: () => Promise<T>): Promise<T> {
  const attempt = { account: null, address: request.ip };
  await countLoginAttempt(store.db, attempt);
  const done = await use();
  await clearLoginAttempt(store.db, attempt);
  return done;
}

/** `GET /invitations/{token}`: what an invited person is told. */
export function viewInvitationRoute(context: HttpContext) {
  return (request: ByToken): Promise<InvitationView> =>
    withToken(context, request, () => viewInvitation(context.store.db, request.params.token, context.now()));
}

/** `POST /invitations/{token}/accept`: makes a user of an invited person, who is signed in then. */
export function acceptInvitationRoute(context: HttpContext) {
  return async (request: ByToken, reply: FastifyReply): Promise<SessionState> => {
    const given = bodyOf(request, acceptInvitationSchema);
    const { token } = request.params;
    const userId = await withToken(context, request, () =>
      acceptInvitation(context.store.db, token, given, requestOrigin(request), context.now()),
    );
    return logIn(context, request, reply, userId, 'invitation');
  };
}
