import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import { runOfKey } from '../store/objects/object-store.ts';
import { updateTenantByName } from '../tenants/tenants.ts';
import { resultOf } from '../testing/fake-engine.ts';
import { admitTestRun, createTestTenant, objectKeys, openTestStore } from '../testing/test-store.ts';
import { finishRun } from './finish.ts';
import { claimRun } from './queue.ts';
import { applyRetention } from './retention.ts';

type At = Awaited<ReturnType<typeof openTestStore>>;

const days = (count: number) => new Date(Date.now() - count * 24 * 3_600_000);

/** A run that ended so many days ago; null: that has not ended. */
async function aRun(at: At, tenantId: string, endedDaysAgo: number | null): Promise<string> {
  const { run } = await admitTestRun(at, tenantId);
  if (endedDaysAgo === null) return run.id;
  const claim = await claimRun(at.db, newId(), 60_000);
  assert.ok(claim?.runId === run.id);
  await finishRun(at, claim, { kind: 'analysed', result: resultOf('success') }, 8);
  await at.db
    .updateTable('runs')
    .set({ finished_at: days(endedDaysAgo) })
    .where('id', '=', run.id)
    .execute();
  return run.id;
}

async function kept(at: At): Promise<{ runs: string[]; audio: string[] }> {
  const rows = await at.db.selectFrom('runs').select('id').orderBy('seq').execute();
  const audio = (await objectKeys(at.objects)).map(runOfKey);
  return { runs: rows.map(({ id }) => id), audio };
}

describe('retention', { concurrency: true }, () => {
  it('erases audio after thirty days unless told otherwise, and keeps results', async (t) => {
    const at = await openTestStore(t);
    const { id } = await createTestTenant(at);
    const runs = [await aRun(at, id, 31), await aRun(at, id, 29), await aRun(at, id, null)];
    assert.deepEqual(await applyRetention(at, 8), { audio: 1, results: 0 });
    assert.deepEqual(await applyRetention(at, 8), { audio: 0, results: 0 });
    const left = await kept(at);
    assert.deepEqual(left.runs, runs);
    assert.deepEqual(left.audio.sort(), runs.slice(1).sort());
  });

  it('is each client’s own', async (t) => {
    const at = await openTestStore(t);
    const [strict, lax] = [await createTestTenant(at), await createTestTenant(at)];
    await updateTenantByName(at, strict.name, { audioDays: 0, resultDays: 2 });
    await updateTenantByName(at, lax.name, { audioDays: null });
    await aRun(at, strict.id, 3);
    const young = await aRun(at, strict.id, 1);
    const old = await aRun(at, lax.id, 1000);
    await applyRetention(at, 8);
    assert.deepEqual(await kept(at), { runs: [young, old], audio: [old] });
    await assert.rejects(updateTenantByName(at, strict.name, { audioDays: -1 }), ServiceError);
    await assert.rejects(updateTenantByName(at, 'nobody', {}), ServiceError);
  });
});

describe('a client’s own limit of runs at once', () => {
  it('goes before that of the server', async (t) => {
    const at = await openTestStore(t, { maxActiveRuns: 8 });
    const { id, name } = await createTestTenant(at);
    await updateTenantByName(at, name, { maxActiveRuns: 1 });
    assert.equal((await admitTestRun(at, id)).queuePosition, null);
    assert.equal((await admitTestRun(at, id)).queuePosition, 1);
  });
});

interface AskedRequest {
  readonly kind?: string;
  readonly dueDaysAgo: number;
  readonly answeredDaysAgo?: number | null;
}

describe('a request of a candidate', () => {
  /** A request about a run, due and perhaps answered so many days ago. */
  const ask = (
    at: At,
    tenantId: string,
    runId: string,
    { kind = 'contest', dueDaysAgo, answeredDaysAgo = null }: AskedRequest,
  ) =>
    sql`insert into candidate_requests (id, client_id, run_id, kind, requested_at, due_at, outcome, answered_at)
      values (${newId()}, ${tenantId}, ${runId}, ${kind}, ${days(dueDaysAgo + 30)}, ${days(dueDaysAgo)},
        ${answeredDaysAgo === null ? null : 'declined'}, ${answeredDaysAgo === null ? null : days(answeredDaysAgo)})`.execute(
      at.db,
    );

  it('keeps its run and recording until it was answered and the answer could be read', async (t) => {
    const at = await openTestStore(t);
    const { id, name } = await createTestTenant(at);
    await updateTenantByName(at, name, { audioDays: 1, resultDays: 2 });
    const old = () => aRun(at, id, 100);
    const [waiting, overdue, justAnswered] = [await old(), await old(), await old()];
    const [answeredLongAgo, forgotten, toBeErased] = [await old(), await old(), await old()];
    await ask(at, id, waiting, { dueDaysAgo: -3 });
    await ask(at, id, overdue, { dueDaysAgo: 29 });
    await ask(at, id, justAnswered, { dueDaysAgo: 60, answeredDaysAgo: 5 });
    await ask(at, id, answeredLongAgo, { dueDaysAgo: 20, answeredDaysAgo: 31 });
    await ask(at, id, forgotten, { dueDaysAgo: 31 });
    await ask(at, id, toBeErased, { kind: 'erasure', dueDaysAgo: -3 });
    await applyRetention(at, 8);
    const left = [waiting, overdue, justAnswered];
    assert.deepEqual((await kept(at)).runs, left);
    assert.deepEqual((await kept(at)).audio.sort(), left.sort());
    // The requests themselves stay, with what became of them.
    const rows = await at.db.selectFrom('candidate_requests').select(['run_id', 'outcome']).execute();
    const outcomes = Object.fromEntries(rows.map((row) => [row.run_id, row.outcome]));
    assert.deepEqual(
      [outcomes[waiting], outcomes[answeredLongAgo], outcomes[forgotten], outcomes[toBeErased]],
      [null, 'declined', 'erased', 'granted'],
    );
  });
});
