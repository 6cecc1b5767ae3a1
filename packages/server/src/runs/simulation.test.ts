/**
 * The laws of runs and credits, after every step of random lives: each step is taken in the pure model and by the real code
 * in the real database. A failure prints the seed that brings it back.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { systemActor } from '../audit/actor.ts';
import { recordGrant } from '../credits/ledger.ts';
import { newId } from '../ids.ts';
import { runOfKey } from '../store/objects/object-store.ts';
import { resultOf } from '../testing/fake-engine.ts';
import * as model from '../testing/run-model.ts';
import { admitTestRun, createTestTenant, objectKeys, openTestStore } from '../testing/test-store.ts';
import { InsufficientCreditsError } from './admission.ts';
import { eraseRun } from './erase.ts';
import { finishRun } from './finish.ts';
import { type Claim, claimRun, releaseClaim } from './queue.ts';

const LIMIT = 2;
const LEASE_MS = 3_600_000;

type At = Awaited<ReturnType<typeof openTestStore>>;

/** A life: what there is by the model, and every claim that a worker ever got, stale ones too. */
interface Life {
  state: model.Model;
  readonly claims: Claim[];
  readonly clients: readonly string[];
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('submit' as const),
      pick: fc.nat(),
      cost: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('claim' as const), pick: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom('succeed' as const, 'fail' as const), pick: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constantFrom('die' as const, 'hand back' as const), pick: fc.nat() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constantFrom('erase' as const, 'grant' as const), pick: fc.nat() }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const picked = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

async function submit(at: At, life: Life, tenantId: string, cost: number): Promise<void> {
  const admitting = admitTestRun(at, tenantId, cost * 60_000);
  const id = await admitting.then(
    ({ run }) => run.id,
    (error) => {
      assert.ok(error instanceof InsufficientCreditsError, String(error));
      return null;
    },
  );
  const after = model.submit(life.state, id ?? 'refused', tenantId, cost);
  assert.equal(after === null, id === null, 'the database refuses exactly what cannot be paid');
  life.state = after ?? life.state;
}

async function take(at: At, life: Life): Promise<void> {
  const expected = model.nextOf(life.state);
  const claimed = await claimRun(at.db, newId(), LEASE_MS);
  assert.equal(claimed?.runId, expected?.id, 'workers are fair between clients, then first in, first out');
  if (!claimed || !expected) return;
  life.claims.push(claimed);
  life.state = model.claim(life.state, expected);
  assert.equal(claimed.attempt, expected.attempt + 1);
}

/** Something happens to a claim, which may have been lost long ago. */
async function touch(
  at: At,
  life: Life,
  claim: Claim,
  act: 'succeed' | 'fail' | 'die' | 'hand back',
): Promise<void> {
  const { runId, attempt } = claim;
  const run = life.state.runs.find((known) => known.id === runId);
  // A lease that ran out is not lost before another worker has the run.
  const isOwned = run?.status === 'processing' && run.attempt === attempt;
  if (act === 'succeed' || act === 'fail') {
    const error = { code: 'INTERNAL_ERROR', message: 'As the dice say.' } as const;
    const result = resultOf('success');
    const outcome =
      act === 'succeed' ? ({ kind: 'analysed', result } as const) : ({ kind: 'failed', error } as const);
    const before = life.state;
    life.state = model.finish(before, runId, attempt, act === 'succeed' ? 'success' : 'failed');
    assert.equal(await finishRun(at, claim, outcome, LIMIT), life.state !== before);
    return;
  }
  if (act === 'hand back') await releaseClaim(at.db, claim, true);
  else {
    const lease = at.db.updateTable('runs').set({ lease_until: new Date(0) });
    await lease.where('id', '=', runId).where('worker', '=', claim.worker).execute();
  }
  if (!isOwned) return;
  life.state = model.loseLease(life.state, runId);
  if (act === 'hand back') life.claims.splice(life.claims.indexOf(claim), 1);
}

async function takeStep(at: At, life: Life, { act, pick, ...rest }: Step): Promise<void> {
  const tenantId = picked(life.clients, pick) ?? '';
  if (act === 'submit') return submit(at, life, tenantId, 'cost' in rest ? rest.cost : 1);
  if (act === 'claim') return take(at, life);
  if (act === 'grant') {
    await at.db.transaction().execute((trx) => recordGrant(trx, tenantId, 5));
    life.state = model.book(life.state, tenantId, 5);
    return;
  }
  if (act === 'erase') {
    const run = picked(life.state.runs, pick);
    if (!run) return;
    assert.ok(await eraseRun(at, systemActor(run.tenantId), run.id, LIMIT));
    life.state = model.erase(life.state, run.id);
    return;
  }
  const claim = picked(life.claims, pick);
  if (claim) await touch(at, life, claim, act);
}

/** What the database holds of a life, in the form of the model. */
async function readLife(at: At, clients: readonly string[]) {
  const runs = await at.db
    .selectFrom('runs')
    .selectAll()
    .where('client_id', 'in', clients)
    .orderBy('seq')
    .execute();
  const entries = await at.db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('client_id', 'in', clients)
    .orderBy('id')
    .execute();
  const accounts = await at.db
    .selectFrom('credit_accounts')
    .selectAll()
    .where('client_id', 'in', clients)
    .execute();
  const { rows: holds } = await sql<{ client_id: string; run_id: string; amount: number }>`
    select client_id, run_id, amount from credit_holds where settled_at is null`.execute(at.db);
  return { runs, entries, accounts, holds };
}

async function checkLaws(at: At, { state, clients }: Life): Promise<void> {
  const { runs, entries, accounts, holds } = await readLife(at, clients);
  assert.deepEqual(
    runs.map((run) => [run.id, run.status, run.attempt]),
    state.runs.map((run) => [run.id, run.status, run.attempt]),
    'no run is lost, none moves out of turn',
  );
  for (const { client_id: id, balance, held } of accounts) {
    const own = entries.filter((entry) => entry.client_id === id).map(({ amount }) => amount);
    assert.deepEqual(own, state.accounts[id]?.entries ?? []);
    assert.equal(balance, model.balanceOf(state, id), 'the balance is the sum of the entries');
    assert.equal(held, model.heldOf(state, id), 'what is held is the sum of the open holds');
    assert.ok(balance >= held, 'nobody overspends');
    const processing = runs.filter((run) => run.client_id === id && run.status === 'processing');
    assert.ok(processing.length <= LIMIT, 'the limit of a client holds');
  }
  const open = runs.filter((run) => run.body === null).map((run) => [run.id, run.cost]);
  const held = holds
    .filter((hold) => clients.includes(hold.client_id))
    .map((hold) => [hold.run_id, hold.amount]);
  assert.deepEqual(held.sort(), open.sort(), 'every unfinished run has its hold, and no other has');
  const charged = entries.flatMap(({ run_id: runId }) => runId ?? []);
  assert.equal(new Set(charged).size, charged.length, 'no run is charged twice');
}

it('every law holds after every step of lives with crashes, retries, erasures and charges', async (t) => {
  const at = await openTestStore(t, { maxActiveRuns: LIMIT });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      // A life that broke a law left its runs behind.
      const left = await at.db.selectFrom('runs').select(['id', 'client_id']).execute();
      for (const run of left) await eraseRun(at, systemActor(run.client_id), run.id, LIMIT);
      const clients = [(await createTestTenant(at, 20)).id, (await createTestTenant(at, 20)).id];
      let state: model.Model = { runs: [], accounts: {}, limit: LIMIT };
      for (const id of clients) state = model.book(state, id, 20);
      const life: Life = { state, claims: [], clients };
      for (const next of steps) {
        await takeStep(at, life, next);
        await checkLaws(at, life);
      }
      for (const { id, tenantId } of life.state.runs) await eraseRun(at, systemActor(tenantId), id, LIMIT);
      assert.deepEqual((await objectKeys(at.objects)).map(runOfKey), [], 'of erased runs nothing is kept');
    }),
    { numRuns: 6 },
  );
});
