import * as client from 'openid-client';
import type { OidcConfig } from '../oidc-config.ts';

/** What must be remembered of a sign-in between going to the provider and coming back. */
export interface AuthorizationState {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
  /** When it is too late to come back, ms since 1970. */
  readonly until: number;
}

/** What the provider says of a person. */
export interface Identity {
  readonly issuer: string;
  /** Which person of the issuer: stays when the address changes. */
  readonly subject: string;
  /** In lower case. */
  readonly email: string;
  readonly isVerified: boolean;
  readonly name: string | null;
}

/** How long somebody may take at the provider, ms. */
const AUTHORIZATION_TTL_MS = 10 * 60_000;

/** Signs people in at an OpenID provider: authorization code flow with PKCE, state and nonce. */
export interface OidcProvider {
  /** Where to send a browser, and what to remember until it comes back. */
  start(redirectUri: string, now: Date): Promise<{ url: string; authorization: AuthorizationState }>;
  /**
   * Who has come back.
   * @param query what the provider added to the redirect.
   * @throws Error of the library if anything does not fit together.
   */
  finish(authorization: AuthorizationState, query: URLSearchParams): Promise<Identity>;
}

/** Reads the provider's description, at the first sign-in: a provider that is down stops no start. */
function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const url = new URL(issuer);
  // Plain HTTP is for a provider on the operator's own network: the issuer is the operator's own setting.
  const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  return client.discovery(url, clientId, clientSecret, undefined, { execute });
}

/** The provider of a configuration. */
export function createOidcProvider(config: OidcConfig): OidcProvider {
  let known: Promise<client.Configuration> | null = null;
  const describe = (): Promise<client.Configuration> => {
    known ??= discover(config).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return {
    async start(redirectUri, now) {
      const [state, nonce, codeVerifier] = [
        client.randomState(),
        client.randomNonce(),
        client.randomPKCECodeVerifier(),
      ];
      const url = client.buildAuthorizationUrl(await describe(), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      const until = now.getTime() + AUTHORIZATION_TTL_MS;
      return { url: url.href, authorization: { state, nonce, codeVerifier, redirectUri, until } };
    },
    async finish({ state, nonce, codeVerifier, redirectUri }, query) {
      const provider = await describe();
      const tokens = await client.authorizationCodeGrant(provider, new URL(`${redirectUri}?${query}`), {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub ?? '';
      // Providers may keep the e-mail address out of the ID token.
      const person = await client.fetchUserInfo(provider, tokens.access_token, subject);
      return {
        issuer: provider.serverMetadata().issuer,
        subject,
        email: (person.email ?? '').toLowerCase(),
        isVerified: person.email_verified === true,
        name: person.name ?? null,
      };
    },
  };
}
