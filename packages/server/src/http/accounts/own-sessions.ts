import type { USER_OPERATIONS } from '@vivavoce/contract';
import { changePassword } from '../../accounts/login.ts';
import { listSessions, revokeSessions } from '../../accounts/sessions.ts';
import { ServiceError } from '../../service-error.ts';
import type { HttpContext } from '../context.ts';
import type { Handler } from '../route.ts';
import { sessionCookie } from '../session-cookie.ts';
import { logIn } from './session.ts';

type Operations = typeof USER_OPERATIONS;

/** `GET /sessions`: the signed-in user's sessions. */
export function listSessionsRoute({ config, store, now }: HttpContext): Handler<Operations['listSessions']> {
  return async ({ caller }) => ({ sessions: await listSessions(store.db, caller, config, now()) });
}

/** `DELETE /sessions/{id}`: signs the user out of one session. */
export function revokeSessionRoute({ store }: HttpContext): Handler<Operations['endSession']> {
  return async ({ params: { id }, caller, by, request, reply }) => {
    const revoked = await revokeSessions(store.db, by, { id });
    if (revoked === 0) throw new ServiceError('NOT_FOUND', 'There is no such session');
    if (id === caller.sessionId) sessionCookie.clear(request, reply);
  };
}

/** `DELETE /sessions`: signs the user out of every session, this one included. */
export function revokeSessionsRoute({ store }: HttpContext): Handler<Operations['endSessions']> {
  return async ({ by, request, reply }) => {
    await revokeSessions(store.db, by, 'all');
    sessionCookie.clear(request, reply);
  };
}

/** `PUT /session/password`: changes the password, ends every session and opens a new one here. */
export function changePasswordRoute(context: HttpContext): Handler<Operations['changePassword']> {
  const { store } = context;
  return async ({ body, caller, by: actor, request, reply }) => {
    const by = { ...actor, address: request.ip };
    await changePassword(store.db, caller, body, by);
    await revokeSessions(store.db, by, 'all');
    return logIn(context, request, reply, by.actor.id ?? '', 'password');
  };
}
