import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { Pool } from 'pg';
import { lockAvailableCredits } from '../credits/ledger.ts';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import { createTestDatabase, createTestTenant, endWith } from '../testing/test-store.ts';
import { endSilentConnections, LIVELY } from './silent-connections.ts';
import { openStore } from './store.ts';

const LIMITS = { silentMs: 300, everyMs: 100, answerMs: 500 };

/** A watched pool that reaches its database by a way that can go silent. */
async function startWatchedPool(t: TestContext) {
  const { databaseUrl } = await createTestDatabase(t);
  const way = await startDatabaseProxy(new URL(databaseUrl ?? ''));
  const pool = new Pool({ ...LIVELY, connectionString: way.url });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const stop = endSilentConnections(pool, LIMITS);
  endWith(t, async () => {
    stop();
    way.block();
    await pool.end();
  });
  return { pool, way };
}

it('a query fails whose database has gone silent, and later ones find it again', {
  timeout: 20_000,
}, async (t) => {
  const { pool, way } = await startWatchedPool(t);
  await pool.query('select 1');
  way.silence();
  await assert.rejects(pool.query('select 1'), /Connection terminated/);
  way.resume();
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1);
});

it('a query fails that the database does not know any more', { timeout: 20_000 }, async (t) => {
  const { pool, way } = await startWatchedPool(t);
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  way.silence();
  const query = pool.query('select 1');
  // Others reach it, as after a failover.
  way.resume();
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await assert.rejects(query, /Connection terminated/);
});

it('a slow query goes on', async (t) => {
  const { pool } = await startWatchedPool(t);
  await pool.query('select pg_sleep(1.2)');
});

it('a transaction whose client went silent lets go of what it has locked within 15 s', {
  timeout: 40_000,
}, async (t) => {
  const config = await createTestDatabase(t);
  const way = await startDatabaseProxy(new URL(config.databaseUrl ?? ''));
  const [near, far] = [await openStore(config), await openStore({ ...config, databaseUrl: way.url })];
  endWith(t, () => near.close());
  const { id } = await createTestTenant(near);
  const locked = Promise.withResolvers<void>();
  const transaction = far.db.transaction().execute(async (trx) => {
    await lockAvailableCredits(trx, id);
    way.silence();
    locked.resolve();
    await sql`select 1`.execute(trx);
  });
  const ended = transaction.then(
    () => 'committed',
    () => 'broken',
  );
  await locked.promise;
  const started = performance.now();
  await near.db.transaction().execute((trx) => lockAvailableCredits(trx, id));
  assert.ok(performance.now() - started < 15_000);
  way.block();
  assert.equal(await ended, 'broken');
  await far.close();
});
