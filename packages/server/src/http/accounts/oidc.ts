import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountError } from '../../accounts/account-error.ts';
import { type AuthorizationState, createOidcProvider } from '../../accounts/oidc.ts';
import { findOrCreateUserByIdentity } from '../../accounts/oidc-users.ts';
import type { HttpContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import { RequestError } from '../request-errors.ts';
import { clearOidcStateCookie, oidcStateCookieOf, setOidcStateCookie } from '../session-cookie.ts';
import { logIn, OIDC_PATH, requestOrigin } from './session.ts';

/** What was remembered of a browser's way to the provider; null if it is gone, was changed or is too old. */
function decryptAuthorizationState(
  { store, now }: HttpContext,
  sealed: string | null,
): AuthorizationState | null {
  if (sealed === null) return null;
  let authorization: AuthorizationState;
  try {
    authorization = JSON.parse(store.secrets.decrypt(Buffer.from(sealed, 'base64url'))) as AuthorizationState;
  } catch {
    return null;
  }
  return authorization.until > now().getTime() ? authorization : null;
}

/** `GET /session/oidc` and `GET /session/oidc/callback`: to the identity provider and back. */
export function oidcRoutes(context: HttpContext) {
  const { config, store, now } = context;
  const settings = config.oidc;
  const provider = settings && createOidcProvider(settings);
  const needed = () => {
    if (settings && provider) return { settings, provider };
    throw new RequestError('NOT_FOUND', 'No identity provider is configured');
  };
  return {
    async start(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      const redirectUri = `${publicUrlOf(request, config)}${OIDC_PATH}/callback`;
      const { url, authorization } = await needed().provider.start(redirectUri, now());
      const sealed = store.secrets.encrypt(JSON.stringify(authorization)).toString('base64url');
      setOidcStateCookie(request, reply, sealed, authorization.until - now().getTime());
      return reply.redirect(url);
    },
    async finish(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      const { settings, provider } = needed();
      const authorization = decryptAuthorizationState(context, oidcStateCookieOf(request));
      clearOidcStateCookie(request, reply);
      // The page can say no more than that it did not work: the log has the reason.
      const giveUp = (error: unknown): FastifyReply => {
        request.log.warn({ err: error }, 'a sign-in with the identity provider was refused');
        return reply.redirect('/sign-in#error=oidc');
      };
      if (!authorization)
        return giveUp(new AccountError('INVALID_LINK', 'The way to the provider is not known'));
      try {
        const [, query = ''] = request.url.split('?');
        const identity = await provider.finish(authorization, new URLSearchParams(query));
        const userId = await findOrCreateUserByIdentity(store.db, settings, identity, requestOrigin(request));
        await logIn(context, request, reply, userId, 'oidc');
      } catch (error) {
        return giveUp(error);
      }
      return reply.redirect('/');
    },
  };
}
