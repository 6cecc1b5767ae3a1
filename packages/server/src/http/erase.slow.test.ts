import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { creditsResponseSchema } from '@vivavoce/contract';
import { sql } from 'kysely';
import { send, startTestServer, submit, submitForm } from '../testing/test-server.ts';

/** A batch takes a second; nothing erased for so long is a failure, ms. */
const PATIENCE_MS = 120_000;

test('erasing a candidate takes any number of runs, a batch at a time, and keeps the account open between them', async (t) => {
  const at = await startTestServer(t);
  // More than one statement can name one by one.
  const runs = 66_000;
  await sql`
    insert into runs (id, client_id, external_id, status, request, metadata, tags, duration_ms, cost, body, summary, started_at, finished_at)
    select gen_random_uuid(), ${at.tenantId}, 'many', 'success', '{"language": "en"}', '{}', '{}', 180000, 3, '{}', '{}', now(), now()
    from generate_series(1, ${runs})`.execute(at.store.db);
  await submit(at, submitForm({}, [['externalId', 'many']]));
  const erasing = send(at, '/speech/runs?externalId=many', { method: 'DELETE' });
  const left = () =>
    at.store.db
      .selectFrom('runs')
      .select(({ fn }) => fn.countAll<string>().as('runs'))
      .executeTakeFirstOrThrow();
  const until = Date.now() + PATIENCE_MS;
  while (Number((await left()).runs) > runs) {
    assert.ok(Date.now() < until, 'no batch was erased');
    await sleep(20);
  }
  const { id } = await submit(at, submitForm({}, [['externalId', 'other']]));
  assert.deepEqual(await (await erasing).json(), { erased: runs + 1 });
  const remaining = await at.store.db.selectFrom('runs').select('id').execute();
  assert.deepEqual(remaining, [{ id }]);
  const { held } = creditsResponseSchema.parse(await (await send(at, '/credits')).json());
  assert.equal(held, 3, 'that of the other candidate');
});
