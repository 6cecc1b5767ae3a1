import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStore } from '../store/store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { createTestDatabase, createTestTenant } from '../testing/test-store.ts';

const SERVER = fileURLToPath(new URL('../testing/server-process.ts', import.meta.url));
const MIB = 1024 * 1024;
const UPLOADS = 20;
/** What has come is in files but for the last buffer of each upload. */
const LEAST_SHARE_ON_DISK = 0.99;

it('twenty uploads of 25 MiB at once do not sit in the memory of the API process', async (t) => {
  const config = await createTestDatabase(t, { minDurationMs: 0 });
  const store = await openStore(config);
  t.after(() => store.close());
  const { key } = await createApiKey(store, (await createTestTenant(store)).name);
  const child = fork(SERVER, [JSON.stringify(config)], { execArgv: ['--expose-gc'] });
  t.after(() => child.kill('SIGKILL'));
  const [url] = await once(child, 'message');
  const memory = async (): Promise<number> => {
    child.send('memory');
    return (await once(child, 'message'))[0];
  };
  // A form that stops one byte before its end: all the bytes are there, none can be answered.
  const recording = Buffer.alloc(25 * MIB - 1, ' ');
  const head = '--x\r\ncontent-disposition: form-data; name="audio"; filename="a"\r\n\r\n{';
  const upload = (gate: Promise<void>) => {
    async function* body() {
      yield Buffer.from(head);
      for (let at = 0; at < recording.length; at += 64 * 1024) yield recording.subarray(at, at + 64 * 1024);
      await gate;
      yield Buffer.from('\r\n--x--\r\n');
    }
    const headers = { 'x-api-key': key, 'content-type': 'multipart/form-data; boundary=x' };
    const init = { method: 'POST', headers, body: body() as never, duplex: 'half' } as RequestInit;
    return fetch(`${url}/api/v1/speech/analyze`, init);
  };
  const opened = Promise.withResolvers<void>();
  // What a first upload loads and a busy process has is not what uploads hold.
  await Promise.all([1, 2, 3].map(async () => (await upload(Promise.resolve())).text()));
  const before = await memory();
  let most = before;
  const all = Promise.all(Array.from({ length: UPLOADS }, () => upload(opened.promise)));
  const arrived = async () => {
    const files = await readdir(config.scratchDir);
    const sizes = await Promise.all(
      files.map(async (name) => (await stat(join(config.scratchDir, name))).size),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  // While they come, and then a few times with all of them there: what is held is held each time.
  const held: number[] = [];
  while (held.length < 10) {
    const isAllThere = (await arrived()) >= LEAST_SHARE_ON_DISK * UPLOADS * recording.length;
    const now = await memory();
    most = Math.max(most, now);
    if (isAllThere) held.push(now);
    await new Promise((done) => setTimeout(done, 50));
  }
  opened.resolve();
  for (const response of await all) assert.equal(response.status, 400);
  assert.equal(await arrived(), 0);
  const grownBy = (bytes: number) => `the process holds ${Math.round((bytes - before) / MIB)} MiB more`;
  assert.ok(Math.min(...held) - before < 20 * MIB, grownBy(Math.min(...held)));
  assert.ok(most - before < 100 * MIB, grownBy(most));
});
