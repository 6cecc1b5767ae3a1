import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { submitResponseSchema } from '@vivavoce/contract';
import { readCredits } from '../credits/ledger.ts';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';

const SERVER = fileURLToPath(new URL('../testing/server-process.ts', import.meta.url));

/** Submits under a name. */
function post(at: TestServer, key: string, body: FormData): Promise<Response> {
  return send(at, '/speech/analyze', { method: 'POST', body, headers: { 'idempotency-key': key } });
}

const bodyOf = async (response: Response) => submitResponseSchema.parse(await response.json());
const countRuns = async ({ store, tenantId }: TestServer) =>
  (await store.db.selectFrom('runs').select('id').where('client_id', '=', tenantId).execute()).length;

describe('a submit with an Idempotency-Key', { concurrency: true }, () => {
  it('is answered with the first run when it is repeated, even if credits are gone meanwhile', async (t) => {
    const at = await shareTestServer(t, { workers: 1 }, { credits: 3 });
    const first = await bodyOf(
      await post(
        at,
        'a',
        submitForm({}, [
          ['tags', 'x'],
          ['metadata', '{"a":1,"b":2}'],
        ]),
      ),
    );
    await waitUntilFinished(at, first.id);
    const again = await post(
      at,
      'a',
      submitForm({}, [
        ['metadata', '{"b":2,"a":1}'],
        ['tags', ' x'],
      ]),
    );
    assert.equal(again.status, 202);
    assert.deepEqual(await bodyOf(again), { ...first, idempotentReplay: true });
    assert.equal(await countRuns(at), 1);
  });

  it('makes one run although it comes many times at once', async (t) => {
    const at = await shareTestServer(t);
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(at, 'b', submitForm({}))));
    const bodies = await Promise.all(answers.map(bodyOf));
    assert.equal(new Set(bodies.map(({ id }) => id)).size, 1);
    assert.equal(bodies.filter((body) => body.idempotentReplay).length, 11);
    assert.equal(await countRuns(at), 1);
  });

  it('is refused when another recording or another field comes under the same key', async (t) => {
    const at = await shareTestServer(t);
    await bodyOf(await post(at, 'c', submitForm({})));
    await expectRefusal(await post(at, 'c', submitForm({ durationMs: 200_000 })), 'IDEMPOTENCY_KEY_REUSED');
    await expectRefusal(await post(at, 'c', submitForm({}, [['externalId', '1']])), 'IDEMPOTENCY_KEY_REUSED');
    await expectRefusal(await post(at, 'x'.repeat(256), submitForm({})), 'INVALID_PARAMETERS');
    assert.equal(await countRuns(at), 1);
  });

  it('is a new one after a day, and after its run was erased', async (t) => {
    const at = await shareTestServer(t);
    const first = await bodyOf(await post(at, 'd', submitForm({})));
    const aDayAgo = new Date(Date.now() - 24 * 3_600_000);
    await at.store.db
      .updateTable('idempotency_keys')
      .set({ created_at: aDayAgo })
      .where('client_id', '=', at.tenantId)
      .execute();
    const second = await bodyOf(await post(at, 'd', submitForm({})));
    assert.notEqual(second.id, first.id);
    await send(at, `/speech/analyze/${second.id}`, { method: 'DELETE' });
    const third = await bodyOf(await post(at, 'd', submitForm({})));
    assert.notEqual(third.id, second.id);
    assert.equal(third.idempotentReplay, undefined);
  });
});

describe('a submit whose server dies', () => {
  it('is one run, held for once, across a crash between its admission and its answer', async (t) => {
    const at = await startTestServer(t);
    const way = await startDatabaseProxy(new URL(at.config.databaseUrl ?? ''));
    t.after(way.block);
    const config = { ...at.config, databaseUrl: way.url };
    const doomed = fork(SERVER, [JSON.stringify(config), 'scripts']);
    t.after(() => doomed.kill('SIGKILL'));
    const [url] = (await once(doomed, 'message')) as [string];
    const isAdmitted = way.dropResponseTo(['insert into "idempotency_keys"', 'commit']);
    const unanswered = assert.rejects(post({ ...at, server: { ...at.server, url } }, 'e', submitForm({})));
    await isAdmitted;
    const known = () => at.store.db.selectFrom('runs').select('id').execute();
    while ((await known()).length === 0) await sleep(20);
    doomed.kill('SIGKILL');
    await unanswered;
    const again = await bodyOf(await post(at, 'e', submitForm({})));
    assert.deepEqual(await known(), [{ id: again.id }]);
    assert.equal(again.idempotentReplay, true);
    const { held, balance } = await readCredits(at.store.db, at.tenantId);
    assert.deepEqual({ held, balance }, { held: 3, balance: 1000 });
    assert.equal((await at.store.db.selectFrom('credit_holds').select('run_id').execute()).length, 1);
  });
});
