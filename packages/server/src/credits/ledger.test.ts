import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { creditsResponseSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import { newId } from '../ids.ts';
import { InsufficientCreditsError } from '../runs/admission.ts';
import type { Store } from '../store/store.ts';
import { admitTestRun, createTestTenant, openTestStore } from '../testing/test-store.ts';
import {
  chargeHold,
  costOf,
  holdCredits,
  partialCost,
  readCredits,
  recordGrant,
  refundHold,
} from './ledger.ts';

describe('prices', () => {
  it('charges every started minute, at least one', () => {
    const cases = [
      [0, 1],
      [1, 1],
      [60_000, 1],
      [60_001, 2],
      [2_700_000, 45],
    ] as const;
    for (const [durationMs, cost] of cases) assert.equal(costOf(durationMs), cost);
  });

  it('charges a partial result by the scores made, never nothing, never more than the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 3 }), (cost, made) => {
        const charged = partialCost(cost, made);
        assert.ok(charged >= 1 && charged <= cost);
        assert.ok(made === 0 || Math.abs(charged - (cost * made) / 3) <= Math.max(0.5, 1 - cost / 3));
      }),
    );
  });
});

type Step =
  | { act: 'grant'; amount: number }
  | { act: 'hold'; amount: number }
  | { act: 'settle'; which: number; share: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant('grant' as const), amount: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ act: fc.constant('hold' as const), amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    act: fc.constant('settle' as const),
    which: fc.nat(20),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

/** What the ledger should hold, kept in the simplest way. */
class Model {
  readonly entries: number[] = [];
  readonly holds: { runId: string; amount: number }[] = [];
  get balance(): number {
    return this.entries.reduce((sum, amount) => sum + amount, 0);
  }
  get held(): number {
    return this.holds.reduce((sum, { amount }) => sum + amount, 0);
  }
}

/** Takes one step in the database and in the model; the database refuses exactly what the model cannot pay. */
async function take(store: Store, tenantId: string, model: Model, step: Step): Promise<void> {
  const { db } = store;
  if (step.act === 'grant') {
    await db.transaction().execute((trx) => recordGrant(trx, tenantId, step.amount));
    model.entries.push(step.amount);
  } else if (step.act === 'hold') {
    const runId = newId();
    const holding = db.transaction().execute((trx) => holdCredits(trx, tenantId, runId, step.amount));
    if (step.amount > model.balance - model.held) {
      await assert.rejects(holding, /available_never_negative/);
    } else {
      await holding;
      model.holds.push({ runId, amount: step.amount });
    }
  } else {
    const [hold] = model.holds.splice(step.which % Math.max(1, model.holds.length), 1);
    if (!hold) return;
    const amount = Math.round(hold.amount * step.share);
    await db
      .transaction()
      .execute((trx) =>
        amount > 0 ? chargeHold(trx, tenantId, hold.runId, amount) : refundHold(trx, tenantId, hold.runId),
      );
    if (amount > 0) model.entries.push(-amount);
  }
}

describe('the ledger', { concurrency: true }, () => {
  it('holds after every step what its entries and open holds sum to', async (t) => {
    const store = await openTestStore(t);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { id } = await createTestTenant(store, 0);
        const model = new Model();
        for (const next of steps) {
          await take(store, id, model, next);
          const shown = creditsResponseSchema.parse(await readCredits(store.db, id));
          assert.deepEqual([shown.balance, shown.held], [model.balance, model.held]);
          assert.equal(shown.available, model.balance - model.held);
        }
        const { transactions } = await readCredits(store.db, id);
        const amounts = transactions.map(({ amount }) => amount).reverse();
        assert.deepEqual(amounts, model.entries.slice(-20));
      }),
      { numRuns: 25 },
    );
  });

  it('is not overspent by hundreds of submits at once', async (t) => {
    const store = await openTestStore(t);
    const { id } = await createTestTenant(store, 100);
    const tries = await Promise.allSettled(
      Array.from({ length: 300 }, () => admitTestRun(store, id, 180_000)),
    );
    const refused = tries.filter((tried) => tried.status === 'rejected');
    for (const { reason } of refused) assert.ok(reason instanceof InsufficientCreditsError, String(reason));
    assert.equal(tries.length - refused.length, 33);
    const { balance, held, available } = await readCredits(store.db, id);
    assert.deepEqual({ balance, held, available }, { balance: 100, held: 99, available: 1 });
  });
});

describe('the database, whatever the program does', { concurrency: true }, () => {
  it('changes no entry and deletes no hold', async (t) => {
    const { db, ...store } = await openTestStore(t);
    const { id } = await createTestTenant({ db, ...store }, 10);
    await holdCredits(db, id, newId(), 3);
    await assert.rejects(db.updateTable('ledger_entries').set({ amount: 99 }).execute(), /never change/);
    await assert.rejects(db.deleteFrom('ledger_entries').execute(), /never change/);
    await assert.rejects(db.deleteFrom('credit_holds').execute(), /never change/);
    await assert.rejects(db.updateTable('credit_holds').set({ amount: 1 }).execute(), /only be settled/);
    assert.equal((await readCredits(db, id)).balance, 10);
  });

  it('settles a hold once and charges a run once', async (t) => {
    const { db, ...store } = await openTestStore(t);
    const { id } = await createTestTenant({ db, ...store }, 10);
    const runId = newId();
    await holdCredits(db, id, runId, 3);
    assert.equal(await chargeHold(db, id, runId, 3), 7);
    await assert.rejects(refundHold(db, id, runId), /only be settled, once/);
    const again = { client_id: id, type: 'charge' as const, amount: -1, run_id: runId };
    await assert.rejects(db.insertInto('ledger_entries').values(again).execute(), /one_charge_a_run/);
    const { balance, held } = await readCredits(db, id);
    assert.deepEqual({ balance, held }, { balance: 7, held: 0 });
  });
});
