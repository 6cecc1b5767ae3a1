import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createKey } from '../clients/keys.ts';
import { openStore } from '../store/store.ts';
import { aClient, ownDatabase } from '../testing/test-store.ts';

const SERVER = fileURLToPath(new URL('../testing/server-process.ts', import.meta.url));
const MIB = 1024 * 1024;
const UPLOADS = 20;

it('twenty uploads of 25 MiB at once do not sit in the memory of the API process', async (t) => {
  const config = await ownDatabase(t, { minDurationMs: 0 });
  const store = await openStore(config);
  t.after(() => store.close());
  const { key } = await createKey(store, (await aClient(store)).name);
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
  // What a first upload loads and a process at work has is not what uploads hold.
  await Promise.all([1, 2, 3].map(async () => (await upload(Promise.resolve())).text()));
  const before = await memory();
  let most = before;
  const all = Promise.all(Array.from({ length: UPLOADS }, () => upload(opened.promise)));
  const stored = async () => {
    return (await readdir(config.scratchDir)).length;
  };
  for (let n = 0; n < 40 || (await stored()) < UPLOADS; n += 1) {
    most = Math.max(most, await memory());
    await new Promise((done) => setTimeout(done, 50));
  }
  opened.resolve();
  for (const response of await all) assert.equal(response.status, 400);
  most = Math.max(most, await memory());
  assert.ok(most - before < 40 * MIB, `the process grew by ${Math.round((most - before) / MIB)} MiB`);
  assert.equal(await stored(), 0);
});
