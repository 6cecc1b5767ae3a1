import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address; null for any other text. Zone ids (`%eth0`) and short forms of IPv4 (`127.1`) are refused. */
function parseAddress(text: string): Address | null {
  return isIP(text) === 0 || text.includes('%') ? null : ipaddr.process(text);
}

/** A range, from CIDR notation or a single address; null for any other text. */
function parseNetwork(text: string): [Address, prefixLength: number] | null {
  const [address = '', prefixLength] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return null;
  const range = prefixLength === undefined ? `${text}/${version === 4 ? 32 : 128}` : text;
  return ipaddr.isValidCIDR(range) ? ipaddr.parseCIDR(range) : null;
}

/** An IPv4-mapped IPv6 address, as a dual-stack socket reports it, in its IPv4 form; any other text as it is. */
export function unmapIpv4(text: string): string {
  const address = parseAddress(text);
  return address?.kind() === 'ipv4' ? address.toString() : text;
}

/** Whether a text is an address or a range in CIDR notation, IPv4 or IPv6. */
export function isAddressOrRange(text: string): boolean {
  return parseNetwork(text) !== null;
}

/** Whether an address is in one of some ranges. IPv4-mapped addresses count as IPv4. */
export function isInNetworks(text: string, networks: readonly string[]): boolean {
  const address = parseAddress(text);
  return address !== null && networks.some((network) => contains(parseNetwork(network), address));
}

function contains(network: [Address, number] | null, address: Address): boolean {
  return network !== null && network[0].kind() === address.kind() && address.match(network);
}

/** The only block of IPv6 that is routed globally (RFC 4291; IANA, IPv6 Global Unicast Address Space). */
const GLOBAL_IPV6 = '2000::/3';

/**
 * Whether an address is that of a public host: of no special purpose (IANA, Special-Purpose Address Registries, RFC 6890)
 * and, for IPv6, in the block that is routed globally, which leaves out forms with an IPv4 address inside such as `::/96`.
 */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address?.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || isInNetworks(text, [GLOBAL_IPV6]);
}
