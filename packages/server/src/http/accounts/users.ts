import { type SignInLink, type User, userChangeSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signInLinkUrl } from '../../accounts/sign-in-links.ts';
import { changeUser, linkUser, listUsers, removeUser, type UserAdministrator } from '../../accounts/users.ts';
import { actingBy, callerOf } from '../authentication.ts';
import type { ClientContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { publicUrlOf } from '../public-url.ts';

type ById = FastifyRequest<{ Params: { id: string } }>;

/** Who administers users by a request. */
export function administratorOf(request: FastifyRequest): UserAdministrator {
  return { by: actingBy(request), role: callerOf(request).role };
}

/** `GET /users`: the users of the client. */
export function listUsersRoute({ storeOf }: ClientContext) {
  return async (request: FastifyRequest): Promise<{ users: User[] }> => ({
    users: await listUsers(storeOf(request).db, callerOf(request).clientId),
  });
}

/** `PATCH /users/{id}`: changes name or role, disables or enables. */
export function changeUserRoute({ storeOf, now }: ClientContext) {
  return async (request: ById): Promise<User> => {
    const change = bodyOf(request, userChangeSchema);
    return changeUser(storeOf(request).db, administratorOf(request), request.params.id, change, now());
  };
}

/** `DELETE /users/{id}`: removes a user. */
export function removeUserRoute({ storeOf }: ClientContext) {
  return async (request: ById, reply: FastifyReply): Promise<FastifyReply> => {
    await removeUser(storeOf(request).db, administratorOf(request), request.params.id);
    return reply.code(204).send();
  };
}

/** `POST /users/{id}/sign-in-link`: a link that signs the user in once. */
export function linkUserRoute({ config, storeOf, now }: ClientContext) {
  return async (request: ById, reply: FastifyReply): Promise<FastifyReply> => {
    const link = await linkUser(storeOf(request).db, administratorOf(request), request.params.id, now());
    const { token, expiresAt } = link;
    const url = signInLinkUrl(publicUrlOf(request, config), token);
    return reply.code(201).send({ url, token, expiresAt: expiresAt.toISOString() } satisfies SignInLink);
  };
}
