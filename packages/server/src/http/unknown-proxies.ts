import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { isInNetworks, unmapIpv4 } from '../networks.ts';

/** Headers in which proxies say for whom they speak. */
const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];
/** Addresses that are remembered as warned of: anybody can send such a header. */
const MAX_REMEMBERED = 1000;

/**
 * A hook that warns, once for each address, of requests that come with the headers of a proxy from an address that is not in
 * the configuration: what they say is ignored, so that everybody behind that proxy looks like one address.
 */
export function warnOfUnknownProxies({
  config: { trustedProxies },
  logger,
}: {
  readonly config: Pick<Config, 'trustedProxies'>;
  readonly logger: Logger;
}): (request: FastifyRequest) => Promise<void> {
  const warnedOf = new Set<string>();
  return async ({ headers, raw }) => {
    const header = FORWARDING_HEADERS.find((name) => headers[name] !== undefined);
    const peer = unmapIpv4(raw.socket.remoteAddress ?? '');
    if (header === undefined || warnedOf.has(peer) || isInNetworks(peer, trustedProxies)) return;
    if (warnedOf.size === MAX_REMEMBERED) return;
    warnedOf.add(peer);
    logger.warn(
      { peer, header },
      'a request was forwarded by an address that is not in VIVAVOCE_TRUSTED_PROXIES: what it says is ignored, and limits by address count everybody behind it as one',
    );
  };
}
