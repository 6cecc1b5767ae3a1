import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openTestStore } from '../testing/test-store.ts';

it('a connection that breaks in the middle of a query costs that query, not the process', async (t) => {
  const store = await openTestStore(t);
  const client = await store.listener();
  const broken = assert.rejects(sql`select pg_sleep(60)`.execute(store.db), /terminat/i);
  const others = `select pg_terminate_backend(pid) as ended from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep%'`;
  while ((await client.query(others)).rowCount === 0);
  await client.end();
  await broken;
  // The pool notices a moment after the query did.
  while (
    !(await store.ping().then(
      () => true,
      () => false,
    ))
  )
    await sleep(20);
});
