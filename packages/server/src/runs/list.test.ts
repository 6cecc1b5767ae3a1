import assert from 'node:assert/strict';
import { it } from 'node:test';
import { CANDIDATE_NAME_KEYS, RUN_SORT_KEYS } from '@vivavoce/contract';
import { sql } from 'kysely';
import { createTestTenant, openTestStore } from '../testing/test-store.ts';
import { listRuns } from './list.ts';

it('a list reads nothing of a run that it does not show, whatever it is sorted by', async (t) => {
  const store = await openTestStore(t);
  const { id: tenantId } = await createTestTenant(store);
  await sql`alter table runs rename to all_runs`.execute(store.db);
  await sql`
    create view runs as select id, seq, client_id, project_id, external_id, status, submitted_at, finished_at, language,
      duration_ms, summary, metadata, tags, review, revision, overall, vocabulary, fluency, accent, candidate_name, scored_speaker_name from all_runs`.execute(
    store.db,
  );
  for (const sort of RUN_SORT_KEYS) {
    const filter = { tags: ['x'], metadata: { a: 'b' } };
    const page = { sort, order: 'desc', after: null, limit: 10 } as const;
    assert.deepEqual((await listRuns(store, tenantId, filter, page)).runs, []);
  }
});

it('sorts by the name that the contract finds in the metadata, whichever key it has', async (t) => {
  const { db } = await openTestStore(t);
  const { rows } = await sql<{ expression: string }>`
    select pg_get_expr(d.adbin, d.adrelid) as expression from pg_attrdef d
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where a.attrelid = 'runs'::regclass and a.attname = 'candidate_name'`.execute(db);
  const keys = [...(rows[0]?.expression ?? '').matchAll(/metadata ->> '(\w+)'/g)].map(([, key]) => key);
  assert.deepEqual(keys, [...CANDIDATE_NAME_KEYS]);
});
