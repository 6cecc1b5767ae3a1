import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  auditListSchema,
  clientListSchema,
  clientSchema,
  creditsResponseSchema,
  madeApiKeySchema,
} from '@vivavoce/contract';
import type { Config } from '../../config.ts';
import { expectBody } from '../../testing/expected-body.ts';
import { expectRefusal, send, startTestServer } from '../../testing/test-server.ts';

const TOKEN = 'f'.repeat(32);

/** A server with an operator's token, and what sends requests with it. */
async function withOperator(t: TestContext, changes: Partial<Config> = {}) {
  const at = await startTestServer(t, { operatorToken: TOKEN, ...changes });
  const ask = (path: string, method = 'GET', json?: unknown, token = TOKEN) =>
    fetch(`${at.server.url}/api/v1/admin/clients${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(json === undefined
        ? { headers: { authorization: `Bearer ${token}` } }
        : { body: JSON.stringify(json) }),
    });
  return { at, ask };
}

describe('the operator’s API', { concurrency: true }, () => {
  it('is not there without a token in the configuration', async (t) => {
    const { at, ask } = await withOperator(t, { operatorToken: null });
    await expectRefusal(await ask(''), 'NOT_FOUND');
    await expectRefusal(await ask(`/${at.tenantId}/keys`), 'NOT_FOUND');
  });

  it('takes its token and nothing else, at a limited rate', async (t) => {
    const { at, ask } = await withOperator(t, { requestsPerMinute: 7 });
    for (const wrong of ['x', `${TOKEN}f`, TOKEN.slice(1), at.apiKey]) {
      await expectRefusal(await ask('', 'GET', undefined, wrong), 'INVALID_OPERATOR_TOKEN');
    }
    const withKey = await send(at, '/admin/clients');
    await expectRefusal(withKey, 'INVALID_OPERATOR_TOKEN');
    assert.equal((await ask('')).status, 200);
    assert.equal((await ask(`/${at.tenantId}`)).status, 200);
    await expectRefusal(await ask(''), 'RATE_LIMIT_EXCEEDED');
  });

  it('makes clients, changes and lists them, and grants credits', async (t) => {
    const { at, ask } = await withOperator(t);
    const asked = { name: 'Acme', credits: 5, multilingual: true };
    const made = await expectBody(await ask('', 'POST', asked), 201, clientSchema);
    assert.deepEqual([made.name, made.balance, made.multilingual, made.active], ['Acme', 5, true, true]);
    assert.match(made.warnings?.join() ?? '', /none can be scored yet: set VIVAVOCE_TRANSCRIPTION_URL/);
    await expectRefusal(await ask('', 'POST', asked), 'NAME_TAKEN');
    await expectRefusal(await ask('', 'POST', { name: 'B', credits: -1 }), 'INVALID_PARAMETERS');
    const changes = { name: 'Acme AG', active: false, speech: false, maxActiveRuns: 2, audioDays: null };
    const changed = await expectBody(await ask(`/${made.id}`, 'PATCH', changes), 200, clientSchema);
    const { warnings: _, ...client } = made;
    assert.deepEqual(changed, { ...client, ...changes });
    await expectRefusal(await ask(`/${made.id}`, 'PATCH', { maxActiveRuns: 0 }), 'INVALID_PARAMETERS');
    const grant = await ask(`/${made.id}/credits`, 'POST', { credits: 10 });
    assert.equal((await expectBody(grant, 201, creditsResponseSchema)).balance, 15);
    await expectRefusal(await ask(`/${made.id}/credits`, 'POST', { credits: 0 }), 'INVALID_PARAMETERS');
    for (let n = 0; n < 2; n += 1) await ask(`/${made.id}/credits`, 'POST', { credits: 1e9 });
    await expectRefusal(await ask(`/${made.id}/credits`, 'POST', { credits: 1e9 }), 'INVALID_PARAMETERS');
    const first = await expectBody(await ask('?limit=1'), 200, clientListSchema);
    const rest = await expectBody(await ask(`?limit=1&cursor=${first.nextCursor}`), 200, clientListSchema);
    assert.deepEqual(
      [first.clients[0]?.name, rest.clients[0]?.id, rest.nextCursor],
      ['Acme AG', at.tenantId, null],
    );
    for (const id of ['x', crypto.randomUUID()]) await expectRefusal(await ask(`/${id}`), 'NOT_FOUND');
  });

  it('does for a client what its own people can do, and is recorded as the operator', async (t) => {
    const { at, ask } = await withOperator(t);
    const { key } = await expectBody(await ask(`/${at.tenantId}/keys`, 'POST', {}), 201, madeApiKeySchema);
    assert.equal((await send({ ...at, apiKey: key }, '/credits')).status, 200);
    await ask(`/${at.tenantId}`, 'PATCH', { active: false });
    await expectRefusal(await send({ ...at, apiKey: key }, '/credits'), 'CLIENT_INACTIVE');
    const audit = await ask(`/${at.tenantId}/audit?actorKind=operator`);
    const { entries } = await expectBody(audit, 200, auditListSchema);
    assert.deepEqual(
      entries.slice(0, 2).map(({ action, details, address }) => [action, details, address]),
      [
        ['client.change', { active: false }, '127.0.0.1'],
        ['key.create', {}, '127.0.0.1'],
      ],
    );
    await expectRefusal(await ask(`/${crypto.randomUUID()}/keys`), 'NOT_FOUND');
  });
});
