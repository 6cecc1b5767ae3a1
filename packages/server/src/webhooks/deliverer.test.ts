import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { operatorActor } from '../audit/actor.ts';
import { listAuditEntries } from '../audit/list.ts';
import { RETRY_WAITS_MS, retryWaitMs } from '../retries.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { expectedSignature, startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { listDeliveries, replayDelivery } from './deliveries.ts';
import { addEndpoint, listEndpoints } from './endpoints.ts';
import { rotateWebhookSecret } from './secrets.ts';

/** A server that may reach receivers on this machine. */
const startServerWithWebhooks = (t: TestContext) =>
  startTestServer(t, { workers: 1, webhookNetworks: ['127.0.0.0/8'] });

/** Lets everything that waits for a retry be due now, once the last of so many tries is noted with its status. */
async function makeDue({ store }: TestServer, attempts: number, lastStatus: number): Promise<void> {
  const waiting = () =>
    store.db
      .updateTable('webhook_deliveries')
      .set({ due_at: new Date() })
      .where('attempts', '=', attempts)
      .where('last_status', '=', lastStatus)
      .where('due_at', 'is not', null)
      .executeTakeFirst();
  while ((await waiting()).numUpdatedRows === 0n) await sleep(50);
}

describe('a webhook', { concurrency: true }, () => {
  it('tells of a run’s end, signed, without what was said', async (t) => {
    const at = await startServerWithWebhooks(t);
    const receiver = await startWebhookReceiver(t);
    const by = operatorActor(at.tenantId);
    const { secret: before } = await rotateWebhookSecret(at.store, by);
    const { secret } = await rotateWebhookSecret(at.store, by, { overlapHours: 1 });
    await addEndpoint(at.store, at.config, by, `${receiver.url}/all`);
    const { id } = await submit(
      at,
      submitForm({}, [
        ['webhookUrl', receiver.url],
        ['externalId', '7'],
      ]),
    );
    const messages = await receiver.got(2);
    assert.deepEqual(messages.map(({ path }) => path).sort(), ['/hook', '/hook/all']);
    for (const message of messages) {
      const signatures = `${expectedSignature(secret, message)} ${expectedSignature(before, message)}`;
      assert.equal(message.headers['webhook-signature'], signatures);
      const { type, data } = JSON.parse(message.body);
      assert.equal(type, 'run.completed');
      assert.deepEqual([data.id, data.externalId, data.status], [id, '7', 'success']);
      assert.deepEqual(['transcript' in data, 'audio' in data, 'scores' in data], [false, false, true]);
    }
    const stored = await at.store.db.selectFrom('clients').selectAll().execute();
    assert.ok(!JSON.stringify(stored).includes(secret.slice(6)));
  });

  it('is sent again until it is taken, under the same id, and once more when asked', async (t) => {
    const at = await startServerWithWebhooks(t);
    const receiver = await startWebhookReceiver(t, [500, 302]);
    const form = submitForm({ refusal: 'NO_SPEECH_DETECTED' }, [['webhookUrl', receiver.url]]);
    const { id } = await submit(at, form);
    await receiver.got(1);
    await makeDue(at, 1, 500);
    await receiver.got(2);
    await makeDue(at, 2, 302);
    const messages = await receiver.got(3);
    assert.deepEqual(
      new Set(messages.map(({ path }) => path)),
      new Set(['/hook']),
      'no redirect was followed',
    );
    assert.equal(new Set(messages.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(JSON.parse(messages[0]?.body ?? '').type, 'run.failed');
    const delivered = () =>
      at.store.db
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('delivered_at', 'is not', null)
        .execute();
    while ((await delivered()).length === 0) await sleep(20);
    const [row] = await delivered();
    assert.deepEqual([row?.last_status, row?.last_answer?.length, row?.due_at], [204, 0, null]);
    const { deliveries } = await listDeliveries(
      at.store.db,
      at.tenantId,
      { runId: id },
      { afterSeq: null, limit: 9 },
    );
    assert.deepEqual(
      deliveries.map(({ status, attempts, lastStatus }) => [status, attempts, lastStatus]),
      [['delivered', 3, 204]],
    );
    await replayDelivery(at.store, operatorActor(at.tenantId), deliveries[0]?.id ?? '');
    await receiver.got(4);
  });
});

describe('a webhook that fails for days', () => {
  it('is switched off after five days without a delivery, not before; what waits for it is dropped and its owner can see why', async (t) => {
    const at = await startServerWithWebhooks(t);
    const receiver = await startWebhookReceiver(t, [500, 500, 500]);
    const endpoint = await addEndpoint(at.store, at.config, operatorActor(at.tenantId), receiver.url);
    const stand = async () => (await listEndpoints(at.store.db, at.tenantId))[0];
    /** As if the first failure had been so many hours ago. */
    const failingFor = (hours: number) =>
      at.store.db
        .updateTable('webhook_endpoints')
        .set({ failing_since: new Date(Date.now() - hours * 3_600_000) })
        .where('id', '=', endpoint.id)
        .execute();
    await submit(at, submitForm({}));
    await receiver.got(1);
    while (!(await stand())?.failingSince) await sleep(20);
    await failingFor(5 * 24 - 1);
    await makeDue(at, 1, 500);
    await receiver.got(2);
    // Its outcome is noted, and judged right after, when the next try is far.
    const isNoted = () =>
      at.store.db
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('attempts', '=', 2)
        .where('due_at', '>', new Date(Date.now() + 120_000))
        .executeTakeFirst();
    while (!(await isNoted())) await sleep(20);
    await sleep(100);
    assert.equal((await stand())?.disabledAt, null, 'it has an hour left');
    await failingFor(5 * 24 + 1);
    await makeDue(at, 2, 500);
    await receiver.got(3);
    while (!(await stand())?.disabledAt) await sleep(20);
    assert.match((await stand())?.disabledReason ?? '', /five days/);
    const page = { afterId: null, limit: 1 };
    const { entries } = await listAuditEntries(at.store.db, at.tenantId, { action: 'webhook.disable' }, page);
    assert.deepEqual([entries[0]?.actor.kind, entries[0]?.target], ['system', { endpointId: endpoint.id }]);
    const [delivery] = await at.store.db.selectFrom('webhook_deliveries').selectAll().execute();
    assert.deepEqual([delivery?.attempts, delivery?.due_at], [3, null]);
  });
});

describe('a webhook that is over', { concurrency: true }, () => {
  it('is switched off when its address is gone', async (t) => {
    const at = await startServerWithWebhooks(t);
    const receiver = await startWebhookReceiver(t, [410]);
    await addEndpoint(at.store, at.config, operatorActor(at.tenantId), receiver.url);
    await submit(at, submitForm({}));
    await receiver.got(1);
    const endpoint = async () => (await listEndpoints(at.store.db, at.tenantId))[0];
    while (!(await endpoint())?.disabledAt) await sleep(20);
    assert.match((await endpoint())?.disabledReason ?? '', /410/);
    const page = { afterId: null, limit: 1 };
    const { entries } = await listAuditEntries(at.store.db, at.tenantId, { action: 'webhook.disable' }, page);
    assert.deepEqual(
      [entries[0]?.actor.kind, entries[0]?.target],
      ['system', { endpointId: (await endpoint())?.id }],
    );
    await waitUntilFinished(at, (await submit(at, submitForm({}))).id);
    assert.equal((await receiver.got(1)).length, 1);
    assert.equal((await at.store.db.selectFrom('webhook_deliveries').selectAll().execute()).length, 1);
  });

  it('goes with its run when that is erased', async (t) => {
    const at = await startServerWithWebhooks(t);
    const receiver = await startWebhookReceiver(t, [500]);
    const { id } = await submit(at, submitForm({}, [['webhookUrl', receiver.url]]));
    await receiver.got(1);
    await waitUntilFinished(at, id);
    assert.equal((await send(at, `/speech/analyze/${id}`, { method: 'DELETE' })).status, 204);
    assert.deepEqual(await at.store.db.selectFrom('webhook_deliveries').selectAll().execute(), []);
  });
});

describe('the address of a webhook', () => {
  it('is refused at submit when it is not public or not encrypted', async (t) => {
    const at = await shareTestServer(t);
    for (const url of ['http://example.com/', 'https://127.0.0.1/', 'https://[::1]/', 'nonsense']) {
      const response = await send(at, '/speech/analyze', {
        method: 'POST',
        body: submitForm({}, [['webhookUrl', url]]),
      });
      await expectRefusal(response, 'INVALID_WEBHOOK_URL');
    }
    await submit(at, submitForm({}, [['webhookUrl', 'https://hooks.example.com/x']]));
  });
});

describe('the waits between tries', () => {
  it('grow over about three days and then end', () => {
    const total = RETRY_WAITS_MS.reduce<number>((sum, wait) => sum + wait, 0);
    assert.ok(total > 70 * 3_600_000 && total < 80 * 3_600_000);
    assert.equal(retryWaitMs(1, 0.5), 5000);
    assert.deepEqual([retryWaitMs(1, 0), retryWaitMs(1, 1)], [4000, 6000]);
    assert.equal(retryWaitMs(10, 0.5), null);
  });
});
