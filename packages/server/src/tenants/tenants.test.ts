import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApiKeyResolver } from '../accounts/api-key-resolver.ts';
import { ServiceError } from '../service-error.ts';
import { openTestStore } from '../testing/test-store.ts';
import { createApiKey } from './create-api-key.ts';
import { createTenant } from './tenants.ts';

describe('clients and keys', { concurrency: true }, () => {
  it('have names that are taken once, and credits that are whole', async (t) => {
    const store = await openTestStore(t);
    assert.equal((await createTenant(store, ' Acme ', { credits: 3 })).name, 'Acme');
    for (const [name, credits] of [
      ['Acme', 0],
      ['  ', 0],
      ['x'.repeat(201), 0],
      ['B', -1],
      ['B', 1.5],
      ['B', Number.NaN],
    ] as const) {
      await assert.rejects(createTenant(store, name, { credits }), ServiceError);
    }
    await assert.rejects(createApiKey(store, 'Nobody'), ServiceError);
  });

  it('belong together: a key speaks for its client with its rights', async (t) => {
    const store = await openTestStore(t);
    const client = await createTenant(store, 'Acme', { multilingual: true });
    const made = await createApiKey(store, 'Acme');
    const resolveKey = createApiKeyResolver(store);
    assert.deepEqual(await resolveKey(made.key), {
      tenantId: client.id,
      actor: { kind: 'key', id: made.id, label: `…${made.lastFour}` },
      role: null,
      sessionId: null,
      needsSecondFactor: false,
      projectId: null,
      requiresConsent: false,
      allowedNetworks: [],
      requestsPerMinute: null,
      speech: true,
      multilingual: true,
    });
    assert.equal(await resolveKey(`${made.key.slice(0, -1)}~`), 'INVALID_API_KEY');
    const other = made.key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    assert.equal(await resolveKey(other), 'INVALID_API_KEY');
  });
});
