import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import { createEmptyDatabase, createTestDatabase, endWith } from '../testing/test-store.ts';
import { startTransactionPooler } from '../testing/transaction-pooler.ts';
import { checkDatabase } from './check-store.ts';
import type { Use } from './embedded-database.ts';
import { SharedSessionError } from './own-session.ts';
import { openStore } from './store.ts';

async function startPooler(t: TestContext, database: string, order: 'last first' | 'in turn') {
  const pooler = await startTransactionPooler(database, order);
  endWith(t, () => pooler.close());
  return pooler.url;
}

describe('a pooler in transaction mode', () => {
  for (const order of ['last first', 'in turn'] as const) {
    it(`is refused at the start, before anything is written (sessions ${order})`, async (t) => {
      const config = await createEmptyDatabase(t);
      const databaseUrl = await startPooler(t, config.databaseUrl ?? '', order);
      await assert.rejects(openStore({ ...config, databaseUrl }, 'worker'), (error) => {
        assert.ok(error instanceof SharedSessionError, String(error));
        assert.match(error.message, /^DATABASE_URL leads to a pooler .* pool_mode = session/);
        return true;
      });
      await assert.rejects(checkDatabase({ ...config, databaseUrl }), /DATABASE_URL leads to a pooler/);
    });
  }

  it('is refused for the queries of clients alone, too', async (t) => {
    const config = await createEmptyDatabase(t);
    const tenantDatabaseUrl = await startPooler(t, config.databaseUrl ?? '', 'last first');
    await assert.rejects(
      openStore({ ...config, tenantDatabaseUrl }, 'server'),
      /^SharedSessionError: VIVAVOCE_TENANT_DATABASE_URL/,
    );
  });
});

it('what keeps a session for each connection is taken', async (t) => {
  const config = await createEmptyDatabase(t);
  const way = await startDatabaseProxy(new URL(config.databaseUrl ?? ''));
  endWith(t, async () => way.block());
  const store = await openStore({ ...config, databaseUrl: way.url }, 'worker');
  await store.ping();
  await store.close();
});

it('commands make no connections to look for a pooler; servers and workers do', async (t) => {
  const config = await createTestDatabase(t);
  const connectionsOf = async (use: Use): Promise<number> => {
    const way = await startDatabaseProxy(new URL(config.databaseUrl ?? ''));
    endWith(t, async () => way.block());
    await (await openStore({ ...config, databaseUrl: way.url }, use)).close();
    return way.connections();
  };
  const guest = await connectionsOf('guest');
  // Whatever else the opening asks at once, each use asks alike.
  assert.deepEqual([await connectionsOf('worker'), await connectionsOf('server')], [guest + 3, guest + 3]);
});
