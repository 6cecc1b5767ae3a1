import { type LoginLink, type User, userChangeSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loginLinkUrl } from '../../accounts/login-links.ts';
import {
  changeUser,
  createUserLoginLink,
  listUsers,
  removeUser,
  type UserAdministrator,
} from '../../accounts/users.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { publicUrlOf } from '../public-url.ts';

type ById = FastifyRequest<{ Params: { id: string } }>;

/** Who administers users by a request. */
export function administratorOf(request: FastifyRequest): UserAdministrator {
  return { by: actorContextOf(request), role: callerOf(request).role };
}

/** `GET /users`: the users of the client. */
export function listUsersRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<{ users: User[] }> => ({
    users: await listUsers(storeOf(request).db, callerOf(request).tenantId),
  });
}

/** `PATCH /users/{id}`: changes name or role, disables or enables. */
export function changeUserRoute({ storeOf, now }: TenantContext) {
  return async (request: ById): Promise<User> => {
    const change = bodyOf(request, userChangeSchema);
    return changeUser(storeOf(request).db, administratorOf(request), request.params.id, change, now());
  };
}

/** `DELETE /users/{id}`: removes a user. */
export function removeUserRoute({ storeOf }: TenantContext) {
  return async (request: ById, reply: FastifyReply): Promise<FastifyReply> => {
    await removeUser(storeOf(request).db, administratorOf(request), request.params.id);
    return reply.code(204).send();
  };
}

/** `POST /users/{id}/sign-in-link`: a link that signs the user in once. */
export function createLoginLinkRoute({ config, storeOf, now }: TenantContext) {
  return async (request: ById, reply: FastifyReply): Promise<FastifyReply> => {
    const link = await createUserLoginLink(
      storeOf(request).db,
      administratorOf(request),
      request.params.id,
      now(),
    );
    const { token, expiresAt } = link;
    const url = loginLinkUrl(publicUrlOf(request, config), token);
    return reply.code(201).send({ url, token, expiresAt: expiresAt.toISOString() } satisfies LoginLink);
  };
}
