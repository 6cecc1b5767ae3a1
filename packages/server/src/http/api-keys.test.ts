import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { operatorActor } from '../audit/actor.ts';
import { startServer } from '../server.ts';
import { listApiKeys, revokeApiKey, rotateApiKey } from '../tenants/api-keys.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { updateTenantByName } from '../tenants/tenants.ts';
import {
  expectRefusal,
  send,
  shareTestServer,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts';

/** The name of a test server's one client. */
async function tenantName({ store, tenantId }: TestServer): Promise<string> {
  const row = await store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return row.name;
}

const ask = (at: TestServer, key = at.apiKey, headers: Record<string, string> = {}) =>
  send({ ...at, apiKey: key }, '/credits', { headers });

describe('the rate of a key', { concurrency: true }, () => {
  it('holds over several servers, and tells how much is left', async (t) => {
    const at = await startTestServer(t, { requestsPerMinute: 3 });
    const second = await startServer(at.config);
    t.after(() => second.stop());
    const first = await ask(at);
    assert.equal(first.headers.get('ratelimit-policy'), '"requests";q=3;w=60');
    assert.match(first.headers.get('ratelimit') ?? '', /^"requests";r=2;t=(60|59)$/);
    assert.equal((await ask({ ...at, server: second })).status, 200);
    assert.equal((await ask(at)).status, 200);
    for (const server of [at.server, second]) {
      const refused = await ask({ ...at, server });
      const wait = refused.headers.get('retry-after');
      const error = await expectRefusal(refused, 'RATE_LIMIT_EXCEEDED');
      assert.equal(String(error.retryAfterSeconds), wait);
    }
    const { key } = await createApiKey(at.store, await tenantName(at), { requestsPerMinute: 5 });
    assert.match((await ask(at, key)).headers.get('ratelimit') ?? '', /^"requests";r=4;/);
  });

  it('is not spent by more than all when requests come at once, and begins anew after a minute', async (t) => {
    const at = await startTestServer(t, { requestsPerMinute: 10 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(at)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 10);
    const aMinuteAgo = new Date(Date.now() - 60_000);
    await at.store.db.updateTable('request_windows').set({ started_at: aMinuteAgo }).execute();
    assert.equal((await ask(at)).status, 200);
  });
});

describe('a key for some addresses', { concurrency: true }, () => {
  it('is refused from others', async (t) => {
    const at = await shareTestServer(t);
    const name = await tenantName(at);
    const far = await createApiKey(at.store, name, { allowedNetworks: ['10.0.0.0/8', '2001:db8::/32'] });
    await expectRefusal(await ask(at, far.key), 'IP_NOT_ALLOWED');
    await expectRefusal(await ask(at, far.key, { 'x-forwarded-for': '10.0.0.1' }), 'IP_NOT_ALLOWED');
    const near = await createApiKey(at.store, name, { allowedNetworks: ['127.0.0.1', '::1'] });
    assert.equal((await ask(at, near.key)).status, 200);
  });

  it('sees through proxies that are trusted, and only as far as they are', async (t) => {
    const at = await startTestServer(t, { trustedProxies: ['127.0.0.1'] });
    const { key } = await createApiKey(at.store, await tenantName(at), { allowedNetworks: ['10.0.0.0/8'] });
    assert.equal((await ask(at, key, { 'x-forwarded-for': '10.0.0.1' })).status, 200);
    await expectRefusal(await ask(at, key, { 'x-forwarded-for': '10.0.0.1, 192.0.2.1' }), 'IP_NOT_ALLOWED');
  });
});

describe('the life of a key', { concurrency: true }, () => {
  it('goes on in its successor, both accepted for a while', async (t) => {
    const at = await shareTestServer(t);
    const name = await tenantName(at);
    const old = await createApiKey(at.store, name, { project: 'Berlin', requestsPerMinute: 7 });
    const next = await rotateApiKey(at.store, operatorActor(at.tenantId), old.id, { overlapHours: 2 });
    for (const { key } of [old, next]) assert.equal((await ask(at, key)).status, 200);
    const [described] = (await listApiKeys(at.store.db, at.tenantId)).filter(({ id }) => id === next.id);
    assert.deepEqual([described?.project, described?.requestsPerMinute], ['Berlin', 7]);
    await at.store.db
      .updateTable('api_keys')
      .set({ expires_at: new Date() })
      .where('id', '=', old.id)
      .execute();
    await expectRefusal(await ask(at, old.key), 'API_KEY_EXPIRED');
    await assert.rejects(rotateApiKey(at.store, operatorActor(at.tenantId), old.id), /no such key/);
  });

  it('ends when it is revoked, at once, though it was in use a moment ago', async (t) => {
    const at = await shareTestServer(t);
    const { id, key } = await createApiKey(at.store, await tenantName(at));
    const before = await Promise.all(Array.from({ length: 20 }, () => ask(at, key)));
    assert.ok(before.every(({ status }) => status === 200));
    const meanwhile = Promise.all(Array.from({ length: 20 }, () => ask(at, key)));
    await revokeApiKey(at.store, operatorActor(at.tenantId), id);
    const after = await Promise.all(Array.from({ length: 20 }, () => ask(at, key)));
    for (const answer of after) await expectRefusal(answer, 'INVALID_API_KEY');
    await meanwhile;
    await assert.rejects(revokeApiKey(at.store, operatorActor(at.tenantId), 'x'), /no such key/);
  });

  it('lets nobody into speech analysis who may not use it', async (t) => {
    const at = await shareTestServer(t);
    await updateTenantByName(at.store, await tenantName(at), { speech: false });
    await expectRefusal(await send(at, '/speech/runs'), 'MISSING_PERMISSION');
    assert.equal((await ask(at)).status, 200);
  });
});
