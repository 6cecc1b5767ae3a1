import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isInNetworks, isPublicAddress } from './networks.ts';

/** An address that a client gave us leads to where our requests may not go. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

/**
 * Whether a request for a client may go to an address: a public host over HTTPS, or any address in the operator's own networks.
 * @param networks the operator's own networks, in CIDR notation.
 */
function isAllowedAddress(address: string, isEncrypted: boolean, networks: readonly string[]): boolean {
  return isInNetworks(address, networks) || (isEncrypted && isPublicAddress(address));
}

/**
 * Why a text cannot be a URL that we send requests to for a client, as a sentence; null if it can. Names are checked again, once
 * resolved, when a connection is made ({@link guardedConnection}).
 */
export function clientUrlFault(text: string, networks: readonly string[]): string | null {
  const url = URL.parse(text);
  if (!url || text.length > 2000) return 'It must be a URL of at most 2000 characters';
  const isEncrypted = url.protocol === 'https:';
  if (!isEncrypted && !(url.protocol === 'http:' && networks.length > 0))
    return 'It must begin with https://';
  if (url.username || url.password) return 'It must not contain a user name or a password';
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowedAddress(host, isEncrypted, networks)) return 'Its address is not public';
  const name = host.replace(/\.$/, '');
  if (name.split('.').includes('')) return 'Its host name has an empty part';
  if (LOOPBACK_NAME.test(name) && !isAllowedAddress('127.0.0.1', isEncrypted, networks))
    return 'Its address is not public';
  if (LOCAL_NAME.test(name) && networks.length === 0) return 'Its address is not public';
  return null;
}

/** Names of this machine itself, wherever they are resolved (RFC 6761, 6.3), and as hosts files have them; no final dot. */
const LOOPBACK_NAME =
  /^(?:(?:.+\.)?localhost|localhost[46]|ip6-(?:localhost|loopback)|(?:.+\.)?localhost[46]?\.localdomain[46]?)$/;

/** Names that are of a local network and never public: RFC 6762, RFC 8375, and `internal` (ICANN, 2024). */
const LOCAL_NAME = /(?:^|\.)(?:local|localdomain|internal|home\.arpa)$/;

/** Resolves names as usual, but refuses those with an address that is not allowed: whoever owns a name sets its address. */
function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, []);
      const forbidden = found.find(({ address }) => !isAllowed(address));
      if (forbidden) return done(new ForbiddenAddressError(`${hostname} is not a public host`), []);
      const [first] = found;
      if (options.all || !first) return done(null, found);
      done(null, first.address, first.family);
    });
  };
}

/** How a request for a client connects. */
export interface GuardedConnection {
  /** Options of `node:http` and `node:https`: no connection is reused, every name is checked as it is resolved. */
  readonly options: { readonly lookup: LookupFunction; readonly agent: false };
  /** Whether it leads into the operator's own networks: what is answered there, and what is reached, is not for clients. */
  isInside(): boolean;
}

/**
 * Prepares the connection of one request to an address that a client gave us. Redirects need a new one.
 * @param networks the operator's own networks, in CIDR notation.
 * @throws ForbiddenAddressError if the URL itself is not allowed; the connection fails with it if the URL's name is not.
 */
export function guardedConnection(target: string, networks: readonly string[]): GuardedConnection {
  const fault = clientUrlFault(target, networks);
  if (fault) throw new ForbiddenAddressError(fault);
  const url = new URL(target);
  const isEncrypted = url.protocol === 'https:';
  let isInside = false;
  const isAllowed = (address: string): boolean => {
    isInside ||= isInNetworks(address, networks);
    return isAllowedAddress(address, isEncrypted, networks);
  };
  // The lookup is not asked about addresses.
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowed(host)) throw new ForbiddenAddressError('Its address is not public');
  return { options: { lookup: guardedLookup(isAllowed), agent: false }, isInside: () => isInside };
}

/** The host of a URL, without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
