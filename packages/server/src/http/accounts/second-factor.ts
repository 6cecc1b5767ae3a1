import type { SECOND_FACTOR_OPERATIONS } from '@vivavoce/contract';
import { requirePasswordlessLogin } from '../../accounts/login.ts';
import { clearLoginAttempt, countLoginAttempt } from '../../accounts/login-throttle.ts';
import {
  addOwnPasskey,
  confirmOwnTotp,
  enrolOwnTotp,
  type FactorChange,
  readSecondFactor,
  removeOwnFactor,
  renewOwnRecoveryCodes,
} from '../../accounts/second-factor/own-factors.ts';
import {
  finishPasskeyLogin,
  type RelyingParty,
  startPasskeyLogin,
  startRegistration,
} from '../../accounts/second-factor/passkeys.ts';
import { acceptCode, findPendingLogin } from '../../accounts/second-factor/pending-logins.ts';
import {
  reauthenticate,
  requireRecentAuthentication,
} from '../../accounts/second-factor/reauthentication.ts';
import { ServiceError } from '../../service-error.ts';
import type { HttpContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import type { Handler, OperationRequest } from '../route.ts';
import { pendingLoginCookie } from '../session-cookie.ts';
import { logIn, requestOrigin } from './session.ts';

type Operations = typeof SECOND_FACTOR_OPERATIONS;
type Call = Pick<OperationRequest<Operations['readSecondFactor']>, 'request' | 'caller' | 'by'>;

const partyOf = (context: HttpContext, { request }: Pick<Call, 'request'>): RelyingParty => ({
  origin: new URL(publicUrlOf(request, context.config)).origin,
});

const changeOf = ({ now }: HttpContext, { caller, by, request }: Call): FactorChange => ({
  caller,
  by: { ...by, address: request.ip },
  now: now(),
});

/** `POST /session/second-factor`: finishes a login with a code. */
export function confirmLoginRoute(context: HttpContext): Handler<Operations['confirmSignIn']> {
  const { store, now } = context;
  return async ({ body, request, reply }) => {
    const pending = await findPendingLogin(store.db, pendingLoginCookie.read(request), now());
    if (!pending) throw new ServiceError('SESSION_EXPIRED', 'The sign-in took too long: begin again');
    const { userId, origin } = pending;
    await acceptCode(store, userId, body.code, { ...requestOrigin(request), now: now() });
    return logIn(context, request, reply, userId, origin);
  };
}

/** `POST /session/passkey/challenge`: what a passkey is to sign, for a login of its own or one that waits. */
export function challengeLoginRoute(context: HttpContext): Handler<Operations['challengePasskeySignIn']> {
  const { store, now } = context;
  return async ({ request }) => {
    // Counted here alone: a signature is good for one challenge.
    await countLoginAttempt(store.db, { account: null, address: request.ip });
    const pending = await findPendingLogin(store.db, pendingLoginCookie.read(request), now());
    const party = partyOf(context, { request });
    const options = await startPasskeyLogin(store.db, party, pending?.userId ?? null, now());
    return { options: { ...options } };
  };
}

/** `POST /session/passkey`: signs in with a passkey, or finishes a login with it. */
export function passkeyLoginRoute(context: HttpContext): Handler<Operations['signInWithPasskey']> {
  const { store, now } = context;
  return async ({ body: { response }, request, reply }) => {
    const pending = await findPendingLogin(store.db, pendingLoginCookie.read(request), now());
    const login = { userId: pending?.userId ?? null, response };
    const userId = await finishPasskeyLogin(store.db, partyOf(context, { request }), login, now());
    if (!pending) await requirePasswordlessLogin(store.db, userId);
    await clearLoginAttempt(store.db, { account: null, address: request.ip });
    return logIn(context, request, reply, userId, pending?.origin ?? 'passkey');
  };
}

/** `GET /session/second-factor`: the user's second factors. */
export function readSecondFactorRoute({ store, now }: HttpContext): Handler<Operations['readSecondFactor']> {
  return ({ caller }) => readSecondFactor(store.db, caller, now());
}

/** `POST /session/reauthentication`: takes the password again. */
export function reauthenticateRoute({ store, now }: HttpContext): Handler<Operations['reauthenticate']> {
  return ({ body, caller, request }) =>
    reauthenticate(store.db, caller, body.password, { ...requestOrigin(request), now: now() });
}

/** `POST /session/second-factor/totp`: begins to set up an app. */
export function enrolTotpRoute(context: HttpContext): Handler<Operations['enrolTotp']> {
  return (call) => enrolOwnTotp(context.store, changeOf(context, call));
}

/** `PUT /session/second-factor/totp`: sets an app up by its first code. */
export function confirmTotpRoute(context: HttpContext): Handler<Operations['confirmTotp']> {
  return (call) => confirmOwnTotp(context.store, changeOf(context, call), call.body.code);
}

/** `DELETE /session/second-factor/totp`: removes the app. */
export function removeTotpRoute(context: HttpContext): Handler<Operations['removeTotp']> {
  return (call) => removeOwnFactor(context.store.db, changeOf(context, call), 'totp');
}

/** `POST /session/second-factor/recovery-codes`: new recovery codes. */
export function renewRecoveryCodesRoute(context: HttpContext): Handler<Operations['renewRecoveryCodes']> {
  return async (call) => ({
    recoveryCodes: await renewOwnRecoveryCodes(context.store.db, changeOf(context, call)),
  });
}

/** `POST /session/passkey/registration`: begins to add a passkey. */
export function challengePasskeyRoute(context: HttpContext): Handler<Operations['challengePasskey']> {
  const { store, now } = context;
  return async (call) => {
    await requireRecentAuthentication(store.db, call.caller, now());
    const userId = call.caller.actor.id ?? '';
    return { options: { ...(await startRegistration(store.db, partyOf(context, call), userId, now())) } };
  };
}

/** `POST /session/passkeys`: adds a passkey. */
export function addPasskeyRoute(context: HttpContext): Handler<Operations['addPasskey']> {
  return (call) =>
    addOwnPasskey(context.store.db, changeOf(context, call), partyOf(context, call), call.body);
}

/** `DELETE /session/passkeys/{id}`: removes a passkey. */
export function removePasskeyRoute(context: HttpContext): Handler<Operations['removePasskey']> {
  return (call) => removeOwnFactor(context.store.db, changeOf(context, call), { passkeyId: call.params.id });
}
