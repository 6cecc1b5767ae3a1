import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { creditsResponseSchema, errorEnvelopeSchema, healthResponseSchema } from '@vivavoce/contract';
import { createApiKey } from '../tenants/create-api-key.ts';
import {
  expectRefusal,
  poll,
  send,
  shareTestServer,
  startTestServer,
  submit,
  submitForm,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';

describe('keys', { concurrency: true }, () => {
  it('lets in a good key by either header, X-API-Key first', async (t) => {
    const { server, apiKey } = await shareTestServer(t);
    const get = (headers: Record<string, string>) => fetch(`${server.url}/api/v1/credits`, { headers });
    assert.equal((await get({ 'x-api-key': apiKey })).status, 200);
    assert.equal((await get({ authorization: `Bearer ${apiKey}` })).status, 200);
    assert.equal((await get({ 'x-api-key': apiKey, authorization: 'Bearer wrong' })).status, 200);
    await expectRefusal(
      await get({ 'x-api-key': 'wrong', authorization: `Bearer ${apiKey}` }),
      'INVALID_API_KEY',
    );
    await expectRefusal(await get({}), 'MISSING_API_KEY');
    await expectRefusal(await get({ authorization: 'Basic abc' }), 'MISSING_API_KEY');
    await expectRefusal(await get({ 'x-api-key': `vv_live_${'0'.repeat(40)}` }), 'INVALID_API_KEY');
  });

  it('refuses before it reads an upload', async (t) => {
    const at = await shareTestServer(t);
    const body = submitForm('x'.repeat(5_000_000));
    const response = await fetch(`${at.server.url}/api/v1/speech/analyze`, { method: 'POST', body });
    await expectRefusal(response, 'MISSING_API_KEY');
  });

  it('tells a revoked key, an expired key and an inactive client apart', async (t) => {
    const at = await startTestServer(t);
    const { db } = at.store;
    await db
      .updateTable('api_keys')
      .set({ expires_at: new Date(0) })
      .execute();
    await expectRefusal(await send(at, '/credits'), 'API_KEY_EXPIRED');
    await db.updateTable('api_keys').set({ revoked_at: new Date() }).execute();
    await expectRefusal(await send(at, '/credits'), 'INVALID_API_KEY');
    await db.updateTable('api_keys').set({ revoked_at: null, expires_at: null }).execute();
    await db.updateTable('clients').set({ active: false }).execute();
    await expectRefusal(await send(at, '/credits'), 'CLIENT_INACTIVE');
  });

  it('stores no key that could be read back', async (t) => {
    const { store, apiKey } = await shareTestServer(t);
    const stored = JSON.stringify(await store.db.selectFrom('api_keys').selectAll().execute());
    assert.match(apiKey, /^vv_live_[0-9A-Za-z]{40}$/);
    assert.ok(!stored.includes(apiKey.slice(8, 30)));
    assert.ok(stored.includes(`"last_four":"${apiKey.slice(-4)}"`));
  });
});

describe('poll', { concurrency: true }, () => {
  it('holds to the interval while a run is not finished', async (t) => {
    const at = await startTestServer(t, { pollIntervalSeconds: 3 });
    const { id } = await submit(at, submitForm({}));
    const first = await send(at, `/speech/analyze/${id}`);
    assert.equal(first.headers.get('retry-after'), '3');
    const second = await send(at, `/speech/analyze/${id}`);
    const seconds = second.headers.get('retry-after');
    const error = await expectRefusal(second, 'POLL_RATE_LIMITED');
    assert.equal(String(error.retryAfterSeconds), seconds);
    assert.ok(Number(seconds) >= 1 && Number(seconds) <= 3);
  });

  it('answers a finished run as often as it is asked, always with the same body', async (t) => {
    const at = await shareTestServer(t, { workers: 1 });
    const { id } = await submit(
      at,
      submitForm({ durationMs: 200_000, takesMs: 10 }, [['externalId', 'é"\\']]),
    );
    const done = await waitUntilFinished(at, id);
    assert.ok(done.status === 'success');
    assert.deepEqual(done.credits, { deducted: 4, remainingBalance: 996, audioDurationMinutes: 3.33 });
    assert.equal(done.externalId, 'é"\\');
    for (let n = 0; n < 3; n += 1) assert.deepEqual(await poll(at, id), done);
    const credits = creditsResponseSchema.parse(await (await send(at, '/credits')).json());
    assert.deepEqual(
      {
        ...credits,
        transactions: credits.transactions.map(({ type, amount, runId }) => [type, amount, runId]),
      },
      {
        balance: 996,
        held: 0,
        available: 996,
        usage: { totalDeducted: 4, runsCharged: 1, last30Days: 4 },
        transactions: [
          ['charge', -4, id],
          ['grant', 1000, null],
        ],
      },
    );
  });

  it('knows no run of another client, nor one that never was', async (t) => {
    const at = await shareTestServer(t);
    const { id } = await submit(at, submitForm({}));
    const other = await createTestTenant(at.store);
    const { key } = await createApiKey(at.store, other.name);
    await expectRefusal(await send({ ...at, apiKey: key }, `/speech/analyze/${id}`), 'RUN_NOT_FOUND');
    for (const wrong of ['00000000-0000-4000-8000-000000000000', 'x', '%00', id.toUpperCase()]) {
      await expectRefusal(await send(at, `/speech/analyze/${wrong}`), 'RUN_NOT_FOUND');
    }
  });
});

describe('the rest of the API', { concurrency: true }, () => {
  it('tells its health without a key', async (t) => {
    const { server } = await shareTestServer(t);
    const response = await fetch(`${server.url}/api/v1/health`);
    healthResponseSchema.parse(await response.json());
    assert.match(response.headers.get('x-request-id') ?? '', /^req_/);
  });

  it('tells a wrong method from a wrong path', async (t) => {
    const at = await shareTestServer(t);
    const response = await send(at, '/credits?x=1', { method: 'DELETE' });
    assert.equal(response.headers.get('allow'), 'GET, HEAD');
    await expectRefusal(response, 'METHOD_NOT_ALLOWED');
    await expectRefusal(await send(at, '/speech/analyze'), 'METHOD_NOT_ALLOWED');
    await expectRefusal(
      await send(at, '/speech/analyze/x', { method: 'PUT', body: 'x' }),
      'METHOD_NOT_ALLOWED',
    );
    await expectRefusal(await send(at, '/nothing'), 'NOT_FOUND');
    await expectRefusal(await fetch(at.server.url), 'NOT_FOUND');
    await expectRefusal(await send(at, '/speech/analyze/%zz'), 'INVALID_PARAMETERS');
  });

  it('answers what is no HTTP with the envelope', async (t) => {
    const { server } = await shareTestServer(t);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('nonsense\r\n\r\n');
    const answer = await new Promise<string>((done) => socket.once('data', (data) => done(String(data))));
    const [, body = ''] = answer.split('\r\n\r\n');
    assert.equal(errorEnvelopeSchema.parse(JSON.parse(body)).error.code, 'INVALID_PARAMETERS');
  });
});
