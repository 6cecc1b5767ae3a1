import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { startTestServer, submit, submitForm, type TestServer } from '../testing/test-server.ts';
import { admitTestRun, createTestTenant, openTestStore } from '../testing/test-store.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { claimDelivery, type Delivery, deleteIdleLanes, recordAttempt } from './outbox.ts';

const reachable = { webhookNetworks: ['127.0.0.0/8'] };

/** A receiver that takes messages and never answers. */
async function startTarPit(t: TestContext) {
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer((request) => {
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    request.socket.once('close', () => {
      open -= 1;
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, mostAtOnce: () => mostAtOnce };
}

/** Submits runs with an address for their end. */
async function submitFor(at: TestServer, url: string, runs: number): Promise<void> {
  for (let n = 0; n < runs; n += 1) await submit(at, submitForm({}, [['webhookUrl', url]]));
}

/** The same server with the key of another client. */
async function asAnotherTenant(at: TestServer): Promise<TestServer> {
  const { id, name } = await createTestTenant(at.store);
  const { key } = await createApiKey(at.store, name);
  return { ...at, tenantId: id, apiKey: key };
}

const waitingFor = async ({ store, tenantId }: TestServer): Promise<number> => {
  const rows = await store.db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('client_id', '=', tenantId)
    .where('due_at', 'is not', null)
    .execute();
  return rows.length;
};

/** Messages of a tenant that are due, in their order, without anybody to send them. */
async function addDueMessages(
  store: Store & { config: Config },
  tenantId: string,
  urls: readonly string[],
): Promise<void> {
  const { run } = await admitTestRun(store, tenantId);
  const rows = urls.map((url) => ({
    client_id: tenantId,
    run_id: run.id,
    type: 'run.completed' as const,
    url,
  }));
  await store.db.insertInto('webhook_deliveries').values(rows).execute();
}

describe('the choice of the next message', () => {
  it('lets clients take turns, and one message go to each of a client’s hosts', async (t) => {
    const store = await openTestStore(t);
    const [slow, other] = [await createTestTenant(store), await createTestTenant(store)];
    const hosts = ['https://a.example/', 'https://b.example/', 'https://c.example/'];
    await addDueMessages(
      store,
      slow.id,
      [...hosts, ...hosts, ...hosts].flatMap((url) => [url, `${url}x`]),
    );
    await addDueMessages(store, other.id, ['https://A.example/1', 'https://a.example/2']);
    const claims: Delivery[] = [];
    for (;;) {
      const claim = await claimDelivery(store.db, 60_000);
      if (!claim) break;
      claims.push(claim);
    }
    const ofSlow = claims.filter(({ tenantId }) => tenantId === slow.id);
    assert.equal(ofSlow.length, 2, 'two at once');
    assert.equal(new Set(ofSlow.map(({ host }) => host)).size, 2, 'to different hosts');
    const ofOther = claims.filter(({ tenantId }) => tenantId === other.id);
    assert.equal(ofOther.length, 1, 'the same host in other letters is the same lane');
    assert.ok(claims.findIndex(({ tenantId }) => tenantId === other.id) <= 1, 'turn by turn');
    for (const claim of claims) {
      await recordAttempt(store.db, claim, {
        isDelivered: true,
        status: 204,
        answer: '',
        againAfterMs: null,
      });
    }
    const next = await claimDelivery(store.db, 60_000);
    const unused = hosts
      .map((url) => new URL(url).host)
      .find((host) => !ofSlow.some((one) => one.host === host));
    const after = await claimDelivery(store.db, 60_000);
    assert.ok([next?.host, after?.host].includes(unused), 'the host that waited longest');
  });
});

describe('a receiver that does not answer', { concurrency: true }, () => {
  it('takes one message at a time, and delays nobody else’s', async (t) => {
    const at = await startTestServer(t, { ...reachable, workers: 1, maxActiveRuns: 100 });
    const pits = [await startTarPit(t), await startTarPit(t)];
    for (const { url } of pits) await submitFor(at, url, 4);
    while ((await waitingFor(at)) < 8) await sleep(20);
    const receiver = await startWebhookReceiver(t);
    await submitFor(await asAnotherTenant(at), receiver.url, 2);
    await submitFor(at, pits[0]?.url ?? '', 1);
    await receiver.got(2);
    assert.deepEqual(
      pits.map(({ mostAtOnce }) => mostAtOnce()),
      [1, 1],
    );
  });
});

describe('a receiver that fails again and again', () => {
  it('is left alone for a while, then tried with one message', async (t) => {
    const at = await startTestServer(t, { ...reachable, workers: 1 });
    const receiver = await startWebhookReceiver(t, [500, 503, 429, 204, 204]);
    await submitFor(at, receiver.url, 5);
    await receiver.got(3);
    const lane = () => at.store.db.selectFrom('webhook_lanes').selectAll().executeTakeFirstOrThrow();
    while ((await lane()).busy_until) await sleep(20);
    const { failures, closed_until: closedUntil } = await lane();
    assert.equal(failures, 3);
    assert.ok((closedUntil?.getTime() ?? 0) > Date.now() + 20_000);
    assert.equal(await claimDelivery(at.store.db, 1000), null);
    assert.equal((await receiver.got(3)).length, 3, 'two messages are due and wait');
    await at.store.db.updateTable('webhook_lanes').set({ closed_until: null }).execute();
    await receiver.got(5);
    while ((await lane()).busy_until) await sleep(20);
    assert.deepEqual([(await lane()).failures, (await lane()).closed_until], [0, null]);
  });
});

describe('a lane', () => {
  it('goes when nothing was put into it for a day, unless something waits in it', async (t) => {
    const at = await startTestServer(t, { ...reachable, workers: 1 });
    const receiver = await startWebhookReceiver(t, [204, 500]);
    await submitFor(at, receiver.url, 1);
    await receiver.got(1);
    while ((await waitingFor(at)) > 0) await sleep(20);
    const lanes = async () => (await at.store.db.selectFrom('webhook_lanes').selectAll().execute()).length;
    await deleteIdleLanes(at.store.db);
    assert.equal(await lanes(), 1);
    await at.store.db
      .updateTable('webhook_deliveries')
      .set({ due_at: new Date(Date.now() + 1e6) })
      .execute();
    await at.store.db
      .updateTable('webhook_lanes')
      .set({ used_at: sql<Date>`now() - interval '2 days'` })
      .execute();
    await deleteIdleLanes(at.store.db);
    assert.equal(await lanes(), 1);
    await at.store.db.updateTable('webhook_deliveries').set({ due_at: null }).execute();
    await deleteIdleLanes(at.store.db);
    assert.equal(await lanes(), 0);
  });
});
