import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compareWithRules } from './queue.ts';
import { arrivalsOf } from './queue-arrivals.ts';
import { openQueueUnderTest } from './queue-database.ts';

it('the real queue begins every run of a day when the rules in memory say', async (t) => {
  const shape = { tenants: 20, runs: 400, seed: 5 };
  const queue = await openQueueUnderTest(shape.tenants, 'in memory');
  t.after(() => queue.close());
  // As busy as a day of ten thousand: all of it within an hour and a half.
  const arrivals = arrivalsOf(shape).map((arrival) => ({ ...arrival, atMs: arrival.atMs / 16 }));
  const { different, mostActive, runs } = await compareWithRules(queue, arrivals, 4);
  assert.equal(runs, shape.runs);
  assert.equal(different, 0);
  assert.ok(mostActive <= queue.config.maxActiveRuns);
});
