import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountError } from '../../accounts/account-error.ts';
import { createOidcProvider, type OidcTrip } from '../../accounts/oidc.ts';
import { userByIdentity } from '../../accounts/oidc-users.ts';
import type { HttpContext } from '../context.ts';
import { publicUrlOf } from '../public-url.ts';
import { RequestError } from '../request-errors.ts';
import { clearTripCookie, setTripCookie, tripCookieOf } from '../session-cookie.ts';
import { OIDC_PATH, signIn, whereFrom } from './session.ts';

/** What was remembered of a browser's way to the provider; null if it is gone, was changed or is too old. */
function openTrip({ store, now }: HttpContext, sealed: string | null): OidcTrip | null {
  if (sealed === null) return null;
  let trip: OidcTrip;
  try {
    trip = JSON.parse(store.secrets.open(Buffer.from(sealed, 'base64url'))) as OidcTrip;
  } catch {
    return null;
  }
  return trip.until > now().getTime() ? trip : null;
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
      const { url, trip } = await needed().provider.start(redirectUri, now());
      const sealed = store.secrets.seal(JSON.stringify(trip)).toString('base64url');
      setTripCookie(request, reply, sealed, trip.until - now().getTime());
      return reply.redirect(url);
    },
    async finish(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      const { settings, provider } = needed();
      const trip = openTrip(context, tripCookieOf(request));
      clearTripCookie(request, reply);
      // The page can say no more than that it did not work: the log has the reason.
      const giveUp = (error: unknown): FastifyReply => {
        request.log.warn({ err: error }, 'a sign-in with the identity provider was refused');
        return reply.redirect('/sign-in#error=oidc');
      };
      if (!trip) return giveUp(new AccountError('INVALID_LINK', 'The way to the provider is not known'));
      try {
        const [, query = ''] = request.url.split('?');
        const identity = await provider.finish(trip, new URLSearchParams(query));
        const userId = await userByIdentity(store.db, settings, identity, whereFrom(request));
        await signIn(context, request, reply, userId, 'oidc');
      } catch (error) {
        return giveUp(error);
      }
      return reply.redirect('/');
    },
  };
}
