import type { FastifyRequest } from 'fastify';

/** How long the rest of a refused upload is read and thrown away before the connection is cut. */
const LINGER_MS = 5000;

/**
 * What to do with a body that the answer did not wait for. Clients read the answer only when they have sent, or fail to
 * send, the rest: so it is read on for a while, into nothing, and then the connection is cut.
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
