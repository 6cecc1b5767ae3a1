import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { creditsResponseSchema, erasedResponseSchema } from '@vivavoce/contract';
import { createApiKey } from '../tenants/create-api-key.ts';
import {
  expectRefusal,
  poll,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant, objectKeys } from '../testing/test-store.ts';

const SECRET = 'Zacharias Quill';
const erase = (at: TestServer, id: string) => send(at, `/speech/analyze/${id}`, { method: 'DELETE' });

/** Everything that a server keeps, as text: all rows of all tables and all files. */
async function everything({ store, config }: TestServer): Promise<string> {
  const texts: string[] = [];
  const tables = await store.db.introspection.getTables();
  for (const { name } of tables) {
    texts.push(
      JSON.stringify(
        await store.db
          .selectFrom(name as 'runs')
          .selectAll()
          .execute(),
      ),
    );
  }
  const entries = await readdir(config.dataDir, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    texts.push(
      entry.name,
      entry.name.startsWith('hearing-') ? gunzipSync(bytes).toString() : bytes.toString(),
    );
  }
  return texts.join('\n');
}

async function account(at: TestServer) {
  const response = await send(at, '/credits');
  const { balance, held } = creditsResponseSchema.parse(await response.json());
  return { balance, held };
}

/** Has a result revised or reviewed. */
async function revise(
  at: TestServer,
  id: string,
  method: string,
  path: string,
  body: unknown,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await send(at, `/speech/analyze/${id}${path}`, {
    method,
    headers,
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

describe('erasing a run', { concurrency: true }, () => {
  it('leaves nothing of it but entries of the ledger', async (t) => {
    const at = await startTestServer(t, { workers: 1 }, { credits: 10 });
    const form = submitForm({}, [
      ['externalId', SECRET],
      ['metadata', JSON.stringify({ name: SECRET })],
      ['tags', SECRET],
    ]);
    form.set('audio', new Blob([JSON.stringify({ durationMs: 180_000, secret: SECRET })]), `${SECRET}.mp3`);
    const { id } = await submit(at, form);
    await waitUntilFinished(at, id);
    const before = await everything(at);
    await revise(at, id, 'PATCH', '/transcript', [{ segment: 1, word: 0, text: SECRET }]);
    await revise(at, id, 'POST', '/rescore', { candidateSpeaker: 'speaker_0' });
    await revise(at, id, 'POST', '/review', { decision: 'override', note: SECRET });
    const countOf = (text: string) => text.split(SECRET).length;
    assert.ok(
      countOf(await everything(at)) > countOf(before) + 4,
      'results, stored analysis and reviews hold it too',
    );
    assert.equal((await erase(at, id)).status, 204);
    assert.ok(!(await everything(at)).includes(SECRET));
    assert.deepEqual(await objectKeys(at.store.objects), []);
    await expectRefusal(await send(at, `/speech/analyze/${id}`), 'RUN_NOT_FOUND');
    await expectRefusal(await erase(at, id), 'RUN_NOT_FOUND');
    assert.deepEqual(await account(at), { balance: 7, held: 0 });
    assert.equal((await everything(at)).includes(id), true, 'the charge stays, with the number of the run');
  });
});

describe('erasing a run that is not done', { concurrency: true }, () => {
  it('takes a waiting run out of the queue, releases its hold and lets others move up', async (t) => {
    const at = await startTestServer(t, { maxActiveRuns: 1 }, { credits: 9 });
    const [first, second, third] = [
      await submit(at, submitForm({})),
      await submit(at, submitForm({})),
      await submit(at, submitForm({})),
    ];
    assert.equal((await erase(at, second.id)).status, 204);
    assert.deepEqual(await account(at), { balance: 9, held: 6 });
    const waiting = await poll(at, third.id);
    assert.ok(waiting.status === 'queued' && waiting.queuePosition === 1);
    assert.equal((await erase(at, first.id)).status, 204);
    const { status } = await at.store.db
      .selectFrom('runs')
      .select('status')
      .where('id', '=', third.id)
      .executeTakeFirstOrThrow();
    assert.equal(status, 'processing');
  });

  it('stops a run in progress at once, and frees its worker for the next one', async (t) => {
    const at = await startTestServer(t, { workers: 1, leaseMs: 60_000 }, { credits: 9 });
    const diary = join(at.config.dataDir, 'diary');
    const { id } = await submit(at, submitForm({ ends: 'hang', attemptLog: diary }));
    const analysis = async () => Number(await readFile(diary, 'utf8').catch(() => '0')); // Not written yet.
    while (!(await analysis())) await sleep(50);
    assert.equal((await erase(at, id)).status, 204);
    assert.deepEqual(await account(at), { balance: 9, held: 0 });
    const pid = await analysis();
    const isAlive = () =>
      promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).then(
        ({ stdout }) => !stdout.startsWith('Z'),
        () => false,
      );
    while (await isAlive()) await sleep(50);
    const next = await submit(at, submitForm({}));
    assert.equal((await waitUntilFinished(at, next.id)).status, 'success');
  });

  it('of another client is not possible, and does not tell that there is one', async (t) => {
    const at = await shareTestServer(t);
    const { id } = await submit(at, submitForm({}));
    const { key } = await createApiKey(at.store, (await createTestTenant(at.store)).name);
    await expectRefusal(await erase({ ...at, apiKey: key }, id), 'RUN_NOT_FOUND');
    await expectRefusal(await erase(at, 'x'), 'RUN_NOT_FOUND');
    await poll(at, id);
  });
});

describe('erasing a candidate', () => {
  it('takes all runs of that candidate of that client, and no other', async (t) => {
    const at = await shareTestServer(t);
    for (const externalId of ['a', 'b', 'a']) await submit(at, submitForm({}, [['externalId', externalId]]));
    const { key } = await createApiKey(at.store, (await createTestTenant(at.store)).name);
    const ask = async (by: TestServer, query: string) =>
      erasedResponseSchema.parse(await (await send(by, `/speech/runs${query}`, { method: 'DELETE' })).json());
    assert.deepEqual(await ask({ ...at, apiKey: key }, '?externalId=a'), { erased: 0 });
    assert.deepEqual(await ask(at, '?externalId=a'), { erased: 2 });
    assert.deepEqual(await ask(at, '?externalId=a'), { erased: 0 });
    assert.deepEqual(await ask(at, '?externalId=b'), { erased: 1 });
    await expectRefusal(await send(at, '/speech/runs', { method: 'DELETE' }), 'INVALID_EXTERNAL_ID');
  });
});
