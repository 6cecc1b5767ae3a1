import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCredits } from '../credits/ledger.ts';
import { newId } from '../ids.ts';
import { resultOf } from '../testing/fake-engine.ts';
import { admitTestRun, createTestTenant, openTestStore } from '../testing/test-store.ts';
import { finishRun } from './finish.ts';
import { CHANGE_CHANNEL, type Claim, claimRun, releaseClaim, renewLease, saveProgress } from './queue.ts';

const LEASE_MS = 60_000;
const success = { kind: 'analysed', result: resultOf('success') } as const;

/** A claim that has to be there. */
async function claim(at: Awaited<ReturnType<typeof openTestStore>>, leaseMs = LEASE_MS): Promise<Claim> {
  const claimed = await claimRun(at.db, newId(), leaseMs);
  assert.ok(claimed, 'there is a run to work on');
  return claimed;
}

describe('a queue of one client', { concurrency: true }, () => {
  it('is first in, first out, never above the limit, whoever finishes', async (t) => {
    const at = await openTestStore(t, { maxActiveRuns: 3 });
    const { id } = await createTestTenant(at);
    const admitted = [];
    for (let n = 0; n < 7; n += 1) admitted.push(await admitTestRun(at, id));
    assert.deepEqual(
      admitted.map(({ queuePosition, activeRequests }) => [queuePosition, activeRequests]),
      [
        [null, 1],
        [null, 2],
        [null, 3],
        [1, 3],
        [2, 3],
        [3, 3],
        [4, 3],
      ],
    );
    const claims = [await claim(at), await claim(at), await claim(at)];
    assert.equal(await claimRun(at.db, newId(), LEASE_MS), null);
    const started = claims.map(({ runId }) => runId);
    while (claims.length > 0) {
      const [done] = claims.splice(claims.length > 1 ? 1 : 0, 1);
      assert.ok(done && (await finishRun(at, done, success, 3)));
      const next = await claimRun(at.db, newId(), LEASE_MS);
      if (next) claims.push(next);
      if (next) started.push(next.runId);
    }
    assert.deepEqual(
      started,
      admitted.map(({ run }) => run.id),
    );
  });

  it('hands each run to one worker only, though many ask at once', async (t) => {
    const at = await openTestStore(t, { maxActiveRuns: 8 });
    const { id } = await createTestTenant(at);
    for (let n = 0; n < 8; n += 1) await admitTestRun(at, id);
    const claims = await Promise.all(Array.from({ length: 30 }, () => claimRun(at.db, newId(), LEASE_MS)));
    const taken = claims.filter((claimed) => claimed !== null).map(({ runId }) => runId);
    assert.equal(taken.length, new Set(taken).size);
    while (await claimRun(at.db, newId(), LEASE_MS)) taken.push('');
    assert.equal(taken.length, 8);
  });
});

describe('a queue of many clients', () => {
  it('lets a small client through although a large one came first', async (t) => {
    const at = await openTestStore(t, { maxActiveRuns: 8 });
    const large = await createTestTenant(at);
    const small = await createTestTenant(at);
    for (let n = 0; n < 8; n += 1) await admitTestRun(at, large.id);
    await admitTestRun(at, small.id);
    const order = [await claim(at), await claim(at), await claim(at)].map(({ tenantId }) => tenantId);
    assert.deepEqual(order, [large.id, small.id, large.id]);
  });
});

describe('a single worker', () => {
  it('goes from client to client, however many runs the first one has', async (t) => {
    const at = await openTestStore(t, { maxActiveRuns: 8 });
    const [large, small] = [await createTestTenant(at), await createTestTenant(at)];
    for (let n = 0; n < 12; n += 1) await admitTestRun(at, large.id);
    for (let n = 0; n < 2; n += 1) await admitTestRun(at, small.id);
    const served: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const next = await claim(at);
      served.push(next.tenantId);
      await finishRun(at, next, success, 8);
    }
    assert.deepEqual(served, [large.id, small.id, large.id, small.id, large.id]);
  });
});

describe('a lease', { concurrency: true }, () => {
  it('that ran out lets another worker finish, and shuts the first one out', async (t) => {
    const at = await openTestStore(t);
    const { id } = await createTestTenant(at, 10);
    const { run } = await admitTestRun(at, id);
    const slow = await claim(at, -1);
    const quick = await claim(at);
    assert.deepEqual([quick.runId, quick.attempt], [run.id, 2]);
    assert.equal(await renewLease(at.db, slow, LEASE_MS), false);
    await saveProgress(at.db, slow, { stage: 'words', percent: 50, isNewStage: true });
    await releaseClaim(at.db, slow, true);
    assert.equal(await finishRun(at, slow, success, 8), false);
    assert.equal(await finishRun(at, quick, success, 8), true);
    assert.equal(await finishRun(at, quick, success, 8), false);
    const { balance, held } = await readCredits(at.db, id);
    assert.deepEqual({ balance, held }, { balance: 7, held: 0 });
  });

  it('given back is free at once; a try that was none does not count', async (t) => {
    const at = await openTestStore(t);
    const { id } = await createTestTenant(at);
    await admitTestRun(at, id);
    await releaseClaim(at.db, await claim(at), false);
    const first = await claim(at);
    assert.equal(first.attempt, 1);
    await releaseClaim(at.db, first, true);
    assert.equal((await claim(at)).attempt, 2);
  });
});

describe('progress', () => {
  it('is stored every time, and told to watchers when a new stage begins', async (t) => {
    const at = await openTestStore(t);
    const { id } = await createTestTenant(at);
    await admitTestRun(at, id);
    const working = await claim(at);
    const listener = await at.listener();
    let notified = 0;
    listener.on('notification', () => {
      notified += 1;
    });
    await listener.query(`listen ${CHANGE_CHANNEL}`);
    const percents = [10, 20, 30, 40];
    for (const percent of percents) {
      await saveProgress(at.db, working, { stage: 'words', percent, isNewStage: percent === 10 });
      const stored = at.db.selectFrom('runs').select(['stage', 'percent']).where('id', '=', working.runId);
      assert.deepEqual(await stored.executeTakeFirst(), { stage: 'words', percent });
    }
    // Notifications of committed statements have come before the answer to a later one.
    await listener.query('select 1');
    await listener.end();
    assert.equal(notified, 1);
  });
});

describe('a failed run', () => {
  it('costs nothing and lets the next one in', async (t) => {
    const at = await openTestStore(t, { maxActiveRuns: 1 });
    const { id } = await createTestTenant(at, 10);
    await admitTestRun(at, id);
    const next = await admitTestRun(at, id);
    const error = { code: 'NO_SPEECH_DETECTED', message: 'Nobody speaks.' } as const;
    await finishRun(at, await claim(at), { kind: 'failed', error }, 1);
    const { balance, held } = await readCredits(at.db, id);
    assert.deepEqual({ balance, held }, { balance: 10, held: 3 });
    assert.equal((await claim(at)).runId, next.run.id);
  });
});
