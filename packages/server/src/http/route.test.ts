import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { it, type TestContext } from 'node:test';
import { HEALTH_OPERATIONS } from '@vivavoce/contract';
import { type FastifyBaseLogger, type FastifyReply, fastify } from 'fastify';
import { pino } from 'pino';
import { route } from './route.ts';

/** A server with one route over real sockets. @returns its address, and what it logs from warnings on. */
async function serve(t: TestContext, answer: (reply: FastifyReply) => FastifyReply) {
  const lines: string[] = [];
  const loggerInstance: FastifyBaseLogger = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  const app = fastify({ loggerInstance });
  route(app, HEALTH_OPERATIONS.readHealth, async ({ reply }) => answer(reply));
  await app.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${HEALTH_OPERATIONS.readHealth.path}`, lines };
}

it('a handler that sends its answer itself is not taken for one that has none', async (t) => {
  for (const body of ['text', Buffer.from('text'), () => Readable.from(['te', 'xt'])]) {
    const { url, lines } = await serve(t, (reply) => reply.send(typeof body === 'function' ? body() : body));
    assert.equal(await (await fetch(url)).text(), 'text');
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(lines, []);
  }
});

it('a client that goes away in the middle of an answer is no fault', async (t) => {
  const endless = new Readable({ read() {} });
  endless.push('begins');
  const { url, lines } = await serve(t, (reply) => reply.send(endless));
  const aborting = new AbortController();
  await fetch(url, { signal: aborting.signal });
  aborting.abort();
  await once(endless, 'close');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    lines.filter((line) => line.includes('ALREADY_SENT')),
    [],
  );
});
