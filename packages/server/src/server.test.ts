import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { livenessResponseSchema } from '@vivavoce/contract';
import { startServer } from './server.ts';
import { openStore } from './store/store.ts';
import { startDatabaseProxy } from './testing/database-proxy.ts';
import { expectRefusal, send, startTestServer } from './testing/test-server.ts';
import { createTestDatabase } from './testing/test-store.ts';

describe('a server', { concurrency: true }, () => {
  it('stops although a client has not sent all of its upload', async (t) => {
    const { server, apiKey } = await startTestServer(t);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    t.after(() => socket.destroy());
    socket.on('error', () => {});
    socket.write(`POST /api/v1/speech/analyze HTTP/1.1\r\nhost: x\r\nx-api-key: ${apiKey}\r\n`);
    socket.write('content-type: multipart/form-data; boundary=x\r\ncontent-length: 1000\r\n\r\n--x\r\n');
    await new Promise((sent) => setTimeout(sent, 100));
    await server.stop();
    await assert.rejects(fetch(server.url));
  });

  it('answers whoever was connected before it stopped listening', async (t) => {
    const { server, apiKey } = await startTestServer(t);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    t.after(() => socket.destroy());
    // A request that is on its way, as those of an open page are.
    socket.write('GET /api/v1/credits HTTP/1.1\r\nhost: x\r\n');
    await sleep(100);
    const stopped = server.stop();
    await sleep(100);
    socket.write(`x-api-key: ${apiKey}\r\n\r\n`);
    const answer = await text(socket);
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.match(answer, /\r\nconnection: close\r\n/i);
    await stopped;
  });

  it('answers 503 while its database is away, and stops without it', async (t) => {
    const config = await createTestDatabase(t);
    const way = await startDatabaseProxy(new URL(config.databaseUrl ?? ''));
    const server = await startServer({ ...config, databaseUrl: way.url, workers: 1 });
    const health = (part = '') => fetch(`${server.url}/api/v1/health${part}`);
    for (const part of ['', '/ready', '/live']) assert.equal((await health(part)).status, 200);
    way.block();
    for (const part of ['', '/ready']) {
      const response = await health(part);
      assert.equal(response.headers.get('retry-after'), '5');
      await expectRefusal(response, 'SERVICE_WARMING_UP');
    }
    const alive = await health('/live');
    assert.equal(alive.status, 200, 'a restart would not bring the database back');
    assert.equal(livenessResponseSchema.parse(await alive.json()).live, true);
    await server.stop();
  });

  it('leaves nothing running when its address is taken', async (t) => {
    const at = await startTestServer(t);
    const port = Number(new URL(at.server.url).port);
    const config = await createTestDatabase(t, { port, workers: 1 });
    await assert.rejects(startServer(config), /EADDRINUSE/);
    const store = await openStore(config);
    await store.close();
    assert.equal((await send(at, '/health')).status, 200);
  });
});
