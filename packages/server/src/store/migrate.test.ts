import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import { createTestDatabase } from '../testing/test-store.ts';
import { openStore } from './store.ts';

describe('the schema', { concurrency: true }, () => {
  it('is brought up to date by many processes at once, and again without harm', async (t) => {
    const config = await createTestDatabase(t);
    const client = new Client(config.databaseUrl ?? '');
    await client.connect();
    await client.query('drop schema public cascade; create schema public');
    await client.end();
    const stores = await Promise.all(Array.from({ length: 20 }, () => openStore(config)));
    for (const store of stores) {
      assert.deepEqual(await store.db.selectFrom('runs').selectAll().execute(), []);
      await store.close();
    }
    await (await openStore(config)).close();
  });

  it('of a newer program is refused, so that an older one does no harm', async (t) => {
    const config = await createTestDatabase(t);
    const store = await openStore(config);
    const client = await store.listener();
    await client.query("insert into kysely_migration values ('9999-of-the-future', now()::text)");
    await client.end();
    await store.close();
    await assert.rejects(openStore(config), /schema/);
  });
});
