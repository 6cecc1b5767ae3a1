import type { FastifyRequest } from 'fastify';

/** How long the rest of a refused upload is discarded before the connection is closed, ms. */
const LINGER_MS = 5000;

/**
 * Discards a body that the response did not wait for. Many callers read the response only after sending the whole body, so
 * the rest is read for a while before the connection is closed.
 */
export async function discardUnreadBody({ raw }: FastifyRequest): Promise<void> {
  if (raw.complete) return;
  raw.unpipe();
  raw.resume();
  const cut = (): void => {
    if (!raw.complete) raw.socket.destroy();
  };
  setTimeout(cut, LINGER_MS).unref();
}
