import {
  acceptInvitationSchema,
  type CreatedInvitation,
  type Invitation,
  type InvitationView,
  newInvitationSchema,
  type SessionState,
} from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { countAttempt, forgiveAttempt } from '../../accounts/attempts.ts';
import {
  acceptInvitation,
  invite,
  listInvitations,
  revokeInvitation,
  viewInvitation,
} from '../../accounts/invitations.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext, HttpContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { publicUrlOf } from '../public-url.ts';
import { signIn, whereFrom } from './session.ts';
import { administratorOf } from './users.ts';

type ByToken = FastifyRequest<{ Params: { token: string } }>;

/** `POST /invitations`: invites somebody; the answer holds the link, once. */
export function inviteRoute({ config, storeOf, now }: ClientContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const wanted = bodyOf(request, newInvitationSchema);
    const made = await invite(storeOf(request).db, administratorOf(request), wanted, now());
    const url = `${publicUrlOf(request, config)}/invitation#token=${made.token}`;
    return reply.code(201).send({ ...made, url } satisfies CreatedInvitation);
  };
}

/** `GET /invitations`: the open ones. */
export function listInvitationsRoute({ storeOf, now }: ClientContext) {
  return async (request: FastifyRequest): Promise<{ invitations: Invitation[] }> => ({
    invitations: await listInvitations(storeOf(request).db, callerOf(request).clientId, now()),
  });
}

/** `DELETE /invitations/{id}`: takes one back. */
export function revokeInvitationRoute({ storeOf }: ClientContext) {
  return async (request: ByToken, reply: FastifyReply): Promise<FastifyReply> => {
    await revokeInvitation(storeOf(request).db, actingBy(request), request.params.token);
    return reply.code(204).send();
  };
}

/** Does something with a token that came from outside; tokens cannot be tried at will. */
async function withToken<T>({ store }: HttpContext, request: ByToken, use: () => Promise<T>): Promise<T> {
  const attempt = { account: null, address: request.ip };
  await countAttempt(store.db, attempt);
  const done = await use();
  await forgiveAttempt(store.db, attempt);
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
      acceptInvitation(context.store.db, token, given, whereFrom(request), context.now()),
    );
    return signIn(context, request, reply, userId, 'invitation');
  };
}
