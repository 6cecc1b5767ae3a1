import { isIP } from 'node:net';
import { isInNetworks, isPublicAddress } from '../networks.ts';

/**
 * Whether a webhook may go to an address: a public host over HTTPS, or any address in the operator's own networks.
 * @param networks the operator's own networks, in CIDR notation.
 */
export function isAllowedAddress(
  address: string,
  isEncrypted: boolean,
  networks: readonly string[],
): boolean {
  return isInNetworks(address, networks) || (isEncrypted && isPublicAddress(address));
}

/**
 * Why a text cannot be the URL of a webhook, as a sentence; null if it can. Names are checked again, once resolved, when
 * something is sent.
 */
export function webhookUrlFault(text: string, networks: readonly string[]): string | null {
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

/** The host of a URL, without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
