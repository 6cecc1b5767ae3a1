import type { SESSION_OPERATIONS } from '@vivavoce/contract';
import type { FastifyReply } from 'fastify';
import { type AuthorizationState, createOidcProvider } from '../../accounts/oidc.ts';
import { findOrCreateUserByIdentity } from '../../accounts/oidc-users.ts';
import { ServiceError } from '../../service-error.ts';
import type { HttpContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import type { Handler } from '../route.ts';
import { oidcStateCookie } from '../session-cookie.ts';
import { logIn, OIDC_PATH, requestOrigin } from './session.ts';

/** The state of an authorization from its cookie; null if it is missing, was changed or has expired. */
function decryptAuthorizationState(
  { store, now }: HttpContext,
  encrypted: string | null,
): AuthorizationState | null {
  if (encrypted === null) return null;
  let authorization: AuthorizationState;
  try {
    authorization = JSON.parse(
      store.secrets.decrypt(Buffer.from(encrypted, 'base64url')),
    ) as AuthorizationState;
  } catch {
    return null;
  }
  return authorization.until > now().getTime() ? authorization : null;
}

/** `GET /session/oidc` and `GET /session/oidc/callback`: to the identity provider and back. */
export function oidcRoutes(context: HttpContext): {
  readonly start: Handler<typeof SESSION_OPERATIONS.signInWithProvider>;
  readonly finish: Handler<typeof SESSION_OPERATIONS.comeBackFromProvider>;
} {
  const { config, store, now } = context;
  const settings = config.oidc;
  const provider = settings && createOidcProvider(settings);
  const requireProvider = () => {
    if (settings && provider) return { settings, provider };
    throw new ServiceError('NOT_FOUND', 'No identity provider is configured');
  };
  return {
    async start({ request, reply }) {
      const redirectUri = `${publicUrlOf(request, config)}${OIDC_PATH}/callback`;
      const { url, authorization } = await requireProvider().provider.start(redirectUri, now());
      const encrypted = store.secrets.encrypt(JSON.stringify(authorization)).toString('base64url');
      oidcStateCookie.set(request, reply, encrypted, authorization.until - now().getTime());
      return reply.redirect(url);
    },
    async finish({ request, reply }) {
      const { settings, provider } = requireProvider();
      const authorization = decryptAuthorizationState(context, oidcStateCookie.read(request));
      oidcStateCookie.clear(request, reply);
      // The page says only that the login failed; the log has the reason.
      const giveUp = (error: unknown): FastifyReply => {
        request.log.warn({ err: error }, 'login with the identity provider failed');
        return reply.redirect('/sign-in#error=oidc');
      };
      if (!authorization)
        return giveUp(
          new ServiceError('INVALID_LINK', 'The login was not started in this browser, or took too long'),
        );
      try {
        const [, query = ''] = request.url.split('?');
        const identity = await provider.finish(authorization, new URLSearchParams(query));
        const userId = await findOrCreateUserByIdentity(store.db, settings, identity, {
          ...requestOrigin(request),
          now: now(),
        });
        await logIn(context, request, reply, userId, 'oidc');
      } catch (error) {
        return giveUp(error);
      }
      return reply.redirect('/');
    },
  };
}
