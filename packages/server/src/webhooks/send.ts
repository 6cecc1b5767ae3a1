import { type LookupAddress, lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isInNetworks } from '../networks.ts';
import { hostOf, isAllowedAddress, webhookUrlFault } from './addresses.ts';

/** What a receiver answered. */
export interface Answer {
  readonly status: number;
  /** The first kilobyte of the body; empty from the operator's own networks, which clients may not read. */
  readonly text: string;
}

/** The address that a webhook would go to is one that it may not go to. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

const TIMEOUT_MS = 15_000;
const ANSWER_BYTES = 1024;

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

/**
 * Sends one POST to an address that a client gave us: never to private networks but the operator's own, never along a
 * redirect, never for longer than 15 s. All requests to clients' addresses go through here.
 * @throws ForbiddenAddressError if the address is not allowed; the system's errors if nobody answers.
 */
export async function sendPost(
  target: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  networks: readonly string[],
): Promise<Answer> {
  const fault = webhookUrlFault(target, networks);
  if (fault) throw new ForbiddenAddressError(fault);
  const url = new URL(target);
  const isEncrypted = url.protocol === 'https:';
  // What is answered from inside, and what is reached there, is not for clients, who chose the address.
  let isInside = false;
  const isAllowed = (address: string): boolean => {
    isInside ||= isInNetworks(address, networks);
    return isAllowedAddress(address, isEncrypted, networks);
  };
  // The lookup is not asked about addresses.
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isAllowed(host)) throw new ForbiddenAddressError('Its address is not public');
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    lookup: guardedLookup(isAllowed),
    agent: false,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return new Promise((done, fail) => {
    const request = (isEncrypted ? requestEncrypted : requestPlain)(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = (): void => {
        const text = Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8');
        done({ status: response.statusCode ?? 0, text: isInside ? '' : text });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= ANSWER_BYTES) response.destroy();
      });
      response.once('error', fail).once('close', finish);
    });
    request.once('error', (error) => fail(isInside ? new Error('Nobody answered', { cause: error }) : error));
    request.end(body);
  });
}
