import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { guardedConnection } from '../client-addresses.ts';

/** What a receiver answered. */
export interface Answer {
  readonly status: number;
  /** The first kilobyte of the body; empty from the operator's own networks, which clients may not read. */
  readonly text: string;
}

const TIMEOUT_MS = 15_000;
const ANSWER_BYTES = 1024;

/**
 * Sends one POST to an address that a client gave us: never to private networks but the operator's own, never along a
 * redirect, never for longer than 15 s.
 * @throws ForbiddenAddressError if the address is not allowed; the system's errors if nobody answers.
 */
export async function sendPost(
  target: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  networks: readonly string[],
): Promise<Answer> {
  const { options: connection, isInside } = guardedConnection(target, networks);
  const url = new URL(target);
  const options = {
    ...connection,
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? requestEncrypted : requestPlain)(
      url,
      options,
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const finish = (): void => {
          const text = Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8');
          done({ status: response.statusCode ?? 0, text: isInside() ? '' : text });
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes >= ANSWER_BYTES) response.destroy();
        });
        response.once('error', fail).once('close', finish);
      },
    );
    request.once('error', (error) =>
      fail(isInside() ? new Error('Nobody answered', { cause: error }) : error),
    );
    request.end(body);
  });
}
