import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createBatchLoader } from './batch-loader.ts';

interface Question {
  readonly group: string;
  readonly n: number;
}

const question: fc.Arbitrary<Question> = fc.record({ group: fc.constantFrom('a', 'b'), n: fc.nat(9) });

/** Asks all questions at moments of the scheduler's choice, and looks at every batch and every answer. */
async function checkLife(scheduler: fc.Scheduler, questions: Question[], largest: number): Promise<void> {
  let clock = 0;
  const busy = new Set<string>();
  const load = async (batch: readonly Question[]) => {
    const [{ group }] = batch as [Question];
    clock += 1;
    const begun = clock;
    assert.ok(!busy.has(group), 'two batches of a group at once');
    assert.ok(batch.length <= largest && batch.every((one) => one.group === group));
    busy.add(group);
    await scheduler.schedule(Promise.resolve());
    busy.delete(group);
    return batch.map(({ n }) => ({ n, begun }));
  };
  const ask = createBatchLoader({ groupOf: ({ group }: Question) => group, maxBatchSize: largest }, load);
  const asked = questions.map(async (one) => {
    await scheduler.schedule(Promise.resolve());
    clock += 1;
    const at = clock;
    const { n, begun } = await ask(one);
    assert.equal(n, one.n);
    assert.ok(begun > at, 'the answer is older than the question');
  });
  await scheduler.waitFor(Promise.all(asked));
}

describe('questions in batches', () => {
  it('get their own answers, from a batch that began after them, one batch of a group at a time', async () => {
    const many = fc.array(question, { maxLength: 30 });
    const life = fc.asyncProperty(fc.scheduler(), many, fc.integer({ min: 1, max: 4 }), checkLife);
    await fc.assert(life, { numRuns: 50 });
  });

  it('all hear why their batch failed, and later ones are asked again', async () => {
    let tries = 0;
    const ask = createBatchLoader({ maxBatchSize: 10 }, async (batch: readonly number[]) => {
      tries += 1;
      if (tries === 2) throw new Error('gone');
      return batch;
    });
    const [first, ...others] = await Promise.allSettled([1, 2, 3].map(ask));
    assert.equal(first?.status, 'fulfilled');
    assert.deepEqual(
      others.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(await ask(4), 4);
  });
});
