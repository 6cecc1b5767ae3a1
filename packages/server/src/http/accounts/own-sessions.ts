import { passwordChangeSchema, type SessionEntry, type SessionState } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { changePassword } from '../../accounts/login.ts';
import { listSessions, revokeSessions } from '../../accounts/sessions.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { HttpContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';
import { RequestError } from '../request-errors.ts';
import { clearSessionCookie } from '../session-cookie.ts';
import { logIn } from './session.ts';

/** `GET /sessions`: where the user is signed in. */
export function listSessionsRoute({ config, store, now }: HttpContext) {
  return async (request: FastifyRequest): Promise<{ sessions: SessionEntry[] }> => ({
    sessions: await listSessions(store.db, callerOf(request), config, now()),
  });
}

/** `DELETE /sessions/{id}`: signs the user out of one browser. */
export function revokeSessionRoute({ store }: HttpContext) {
  return async (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { id } = request.params;
    const ended = await revokeSessions(store.db, actorContextOf(request), { id });
    if (ended === 0) throw new RequestError('NOT_FOUND', 'There is no such session');
    if (id === callerOf(request).sessionId) clearSessionCookie(request, reply);
    return reply.code(204).send();
  };
}

/** `DELETE /sessions`: signs the user out everywhere, here too. */
export function revokeSessionsRoute({ store }: HttpContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    await revokeSessions(store.db, actorContextOf(request), 'all');
    clearSessionCookie(request, reply);
    return reply.code(204).send();
  };
}

/** `PUT /session/password`: sets a new password, signs the user out everywhere and in here anew. */
export function changePasswordRoute(context: HttpContext) {
  const { store } = context;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<SessionState> => {
    const by = { ...actorContextOf(request), address: request.ip };
    await changePassword(store.db, callerOf(request), bodyOf(request, passwordChangeSchema), by);
    await revokeSessions(store.db, by, 'all');
    return logIn(context, request, reply, by.actor.id ?? '', 'password');
  };
}
