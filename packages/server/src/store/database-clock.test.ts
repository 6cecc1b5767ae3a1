import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createApiKeyResolver } from '../accounts/api-key-resolver.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { createTestDatabase, createTestTenant, endWith } from '../testing/test-store.ts';
import { openStore } from './store.ts';

const MINUTE_MS = 60_000;
const GRACE_MS = 3000;

for (const aheadMs of [10 * MINUTE_MS, -10 * MINUTE_MS]) {
  it(`a machine whose clock is ${aheadMs / MINUTE_MS} min ahead goes by the database's`, async (t) => {
    const config = await createTestDatabase(t);
    const realNow = Date.now;
    t.mock.method(Date, 'now', () => realNow() + aheadMs);
    const store = await openStore(config);
    endWith(t, () => store.close());
    assert.ok(Math.abs(store.now().getTime() - realNow()) < GRACE_MS);

    const { name } = await createTestTenant(store);
    const expiresAt = new Date(realNow() + 5 * MINUTE_MS);
    const { key } = await createApiKey(store, name, { expiresAt });
    assert.equal(
      typeof (await createApiKeyResolver(store)(key)),
      'object',
      'a key that holds five more minutes',
    );
  });
}

it('clocks that agree but for what answers take are left alone', async (t) => {
  const store = await openStore(await createTestDatabase(t));
  endWith(t, () => store.close());
  const before = Date.now();
  const now = store.now().getTime();
  assert.ok(before <= now && now <= Date.now());
});
