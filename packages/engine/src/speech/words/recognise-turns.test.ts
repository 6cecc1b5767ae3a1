import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrderOfWork } from './recognise-turns.ts';

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
