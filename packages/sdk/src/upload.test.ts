import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createVivavoce, type SentBytes, VivavoceTimeoutError } from './index.ts';

const MIB = 1024 * 1024;
const SIZE = 25 * MIB;

/** A server that reads each request as it is told; `complete` counts the whole ones. */
async function receive(
  t: TestContext,
  read: (request: IncomingMessage, attempt: number) => Promise<boolean>,
) {
  const keys: unknown[] = [];
  const server = createServer(async (request, response) => {
    keys.push(request.headers['idempotency-key']);
    // A request that breaks off gets no response.
    if (await read(request, keys.length).catch(() => false)) {
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"id":"run"}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { keys, baseUrl: `http://127.0.0.1:${port}` };
}

/** Reads a request to its end, at most so many bytes a ms. @returns its length, bytes. */
async function readSlowly(request: IncomingMessage, bytesPerMs: number): Promise<number> {
  const startedAt = performance.now();
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    await delay(Math.max(0, length / bytesPerMs - (performance.now() - startedAt)));
  }
  return length;
}

test('an upload arrives that takes longer than the time limit, and reports how far it is', async (t) => {
  const timeoutMs = 1000;
  let length = 0;
  const { baseUrl, keys } = await receive(t, async (request) => {
    length = await readSlowly(request, SIZE / (3 * timeoutMs));
    return true;
  });
  const sent: SentBytes[] = [];
  const client = createVivavoce({ baseUrl, apiKey: 'k', timeoutMs, maxRetries: 0 });
  const startedAt = performance.now();
  await client.submit(
    new Blob([new Uint8Array(SIZE)]),
    {},
    { onProgress: (progress) => sent.push(progress) },
  );
  assert.ok(performance.now() - startedAt > 2 * timeoutMs);
  assert.ok(length > SIZE);
  assert.equal(keys.length, 1);
  assert.ok(sent.length > 50);
  assert.equal(length, sent[0]?.totalBytes);
  assert.ok(sent.every(({ sentBytes }, at) => sentBytes > (sent[at - 1]?.sentBytes ?? 0)));
  assert.equal(sent.at(-1)?.sentBytes, length);
});

test('an upload that does not advance is given up, before its end and after it', async (t) => {
  const never = new Promise<boolean>(() => undefined);
  const stalled = await receive(t, () => never);
  const options = { apiKey: 'k', timeoutMs: 300, maxRetries: 0 };
  const client = createVivavoce({ ...options, baseUrl: stalled.baseUrl });
  // More than the buffers of the connection take.
  await assert.rejects(client.submit(new Blob([new Uint8Array(50 * MIB)])), VivavoceTimeoutError);
  await assert.rejects(client.submit(new Blob(['x'])), /did not advance for 300 ms/);
  await assert.rejects(client.submit(new Blob([])), VivavoceTimeoutError);
});

test('an upload whose connection breaks is sent again, whole and under the same key', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-upload-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, 'interview.wav');
  await writeFile(path, new Uint8Array(4 * MIB));
  const lengths: number[] = [];
  const { baseUrl, keys } = await receive(t, async (request, attempt) => {
    if (attempt > 1) return lengths.push(await readSlowly(request, MIB)) > 0;
    request.once('data', () => request.socket.destroy());
    return false;
  });
  await createVivavoce({ baseUrl, apiKey: 'k' }).submit(path);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  assert.ok(Number(lengths[0]) > 4 * MIB);
  const impatient = createVivavoce({ baseUrl, apiKey: 'k', maxRetries: 0 });
  await assert.rejects(impatient.submit(join(folder, 'none.wav')), { code: 'ENOENT' });
});

test('a form arrives as it was made, whatever its texts and names, also after a redirect', async (t) => {
  const received: FormData[] = [];
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/api')) {
      request.resume().once('end', () => response.writeHead(308, { location: '/moved' }).end());
      return;
    }
    const body = await buffer(request);
    const headers = { 'content-type': `${request.headers['content-type']}` };
    received.push(await new Response(body, { headers }).formData());
    assert.equal(request.headers['content-length'], String(body.byteLength));
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"id":"run"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const client = createVivavoce({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'k', maxRetries: 0 });
  const name = 'José "the\r\nvoice" 王.webm';
  const file = new File(['--', new Uint8Array([13, 10, 0, 255])], name, { type: 'audio/webm' });
  await client.submit(file, { externalId: '王 "😀"', tags: ['a, b'], metadata: { note: '--x\r\n--' } });
  const [form] = received;
  assert.ok(form);
  assert.equal(form.get('externalId'), '王 "😀"');
  assert.equal(form.get('tags'), '["a, b"]');
  assert.equal(form.get('metadata'), '{"note":"--x\\r\\n--"}');
  const sent = form.get('audio');
  assert.ok(sent instanceof File);
  assert.deepEqual([sent.name, sent.type], [name, 'audio/webm']);
  assert.deepEqual([...new Uint8Array(await sent.arrayBuffer())], [45, 45, 13, 10, 0, 255]);
  await client.submit([file, new Blob(['two']), new Response('three').body!]);
  const parts = received[1]?.getAll('audio') as File[];
  assert.deepEqual(
    parts.map((part) => part.name),
    [name, 'recording', 'recording'],
  );
  assert.deepEqual(await Promise.all(parts.slice(1).map((part) => part.text())), ['two', 'three']);
});
