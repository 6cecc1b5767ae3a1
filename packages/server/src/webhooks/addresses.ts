import { isIP, isIPv4 } from 'node:net';
import { isInNetworks, unmapIpv4 } from '../tenants/networks.ts';

/** IPv4 addresses that are no public hosts: IANA, IPv4 Special-Purpose Address Registry (RFC 6890), and multicast. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** The only IPv6 addresses that are public hosts (RFC 4291), */
const GLOBAL_V6 = ['2000::/3'];
/** but for these: IANA, IPv6 Special-Purpose Address Registry; some of them carry an IPv4 address within. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Whether an address is that of a public host. */
export function isPublicAddress(address: string): boolean {
  const plain = unmapIpv4(address);
  if (isIP(plain) === 0) return false;
  if (isIPv4(plain)) return !isInNetworks(plain, SPECIAL_V4);
  return isInNetworks(plain, GLOBAL_V6) && !isInNetworks(plain, SPECIAL_V6);
}

/**
 * Whether a webhook may go to an address: public hosts over HTTPS, and whatever the operator's own networks hold.
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
 * Why a text cannot be the address of a webhook; null if it can. Names are resolved, and judged again, when something is
 * sent.
 */
export function webhookUrlFault(text: string, networks: readonly string[]): string | null {
  const url = URL.parse(text);
  if (!url || text.length > 2000) return 'It is no URL of at most 2000 characters';
  const isEncrypted = url.protocol === 'https:';
  if (!isEncrypted && !(url.protocol === 'http:' && networks.length > 0))
    return 'It has to begin with https://';
  if (url.username || url.password) return 'It must not hold a user or a password';
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowedAddress(host, isEncrypted, networks)) return 'Its address is not public';
  if (host === 'localhost' && !isAllowedAddress('127.0.0.1', isEncrypted, networks))
    return 'Its address is not public';
  return null;
}

/** The host of a URL, without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
