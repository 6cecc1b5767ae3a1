import { BlockList, isIP, isIPv4 } from 'node:net';

/** A range of addresses. */
interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An IPv4 address that came over an IPv6 socket, as what it is. */
export function unmapIpv4(address: string): string {
  const [, tail = ''] = /^::ffff:(.+)$/i.exec(address) ?? [];
  return isIPv4(tail) ? tail : address;
}

/** A range out of CIDR notation or a single address; null for any other text. */
function parseNetwork(text: string): Network | null {
  const [address = '', prefixText, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || more.length > 0) return null;
  const most = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? most : Number(prefixText);
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return null;
  if (prefix > most) return null;
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Whether a text is an address or a range in CIDR notation, IPv4 or IPv6. */
export function isAddressOrRange(text: string): boolean {
  return parseNetwork(text) !== null;
}

/** Whether an address lies in one of some ranges. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  const list = new BlockList();
  for (const network of networks) {
    const parsed = parseNetwork(network);
    if (parsed) list.addSubnet(parsed.address, parsed.prefix, parsed.family);
  }
  const plain = unmapIpv4(address);
  return isIP(plain) !== 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}
