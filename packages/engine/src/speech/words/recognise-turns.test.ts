import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inBatches, inOrderOfWork } from './recognise-turns.ts';

const span = fc
  .record({ startMs: fc.nat(3_600_000), lengthMs: fc.integer({ min: 400, max: 25_000 }) })
  .map(({ startMs, lengthMs }) => ({ startMs, endMs: startMs + lengthMs }));

test('pieces are handed out in about their order, so that words come from the start on', () => {
  fc.assert(
    fc.property(fc.array(span), (spans) => {
      const order = inOrderOfWork(spans);
      assert.deepEqual(new Set(order), new Set(spans));
      let latestMs = 0;
      for (const { startMs } of order) {
        assert.ok(latestMs - startMs < 120_000);
        latestMs = Math.max(latestMs, startMs);
      }
    }),
  );
});

test('of the pieces of a short recording the longest come first', () => {
  const pieces = [
    { startMs: 0, endMs: 4000 },
    { startMs: 5000, endMs: 30_000 },
    { startMs: 40_000, endMs: 41_000 },
  ];
  const [first, longest, last] = pieces;
  assert.deepEqual(inOrderOfWork(pieces), [longest, first, last]);
});

test('batches keep every piece in its order, and give all processes work, however short the recording', () => {
  fc.assert(
    fc.property(fc.array(span), fc.integer({ min: 1, max: 8 }), (spans, processes) => {
      const batches = inBatches(spans, processes);
      assert.deepEqual(batches.flat(), spans);
      const totalMs = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
      for (const batch of batches) {
        const durationMs = batch.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
        assert.ok(batch.length === 1 || durationMs <= Math.min(40_000, totalMs / (2 * processes)));
        assert.ok(batch.length >= 1 && batch.length <= 8);
      }
    }),
  );
});
