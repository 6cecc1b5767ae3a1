import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
