import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logSumExp } from './log-sum-exp.ts';

const scores = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 40 });

test('scores less their sum are logarithms of shares that make one, however large the scores are', () => {
  fc.assert(
    fc.property(scores, (all) => {
      const values = Float32Array.from(all);
      const level = logSumExp(values);
      const shares = Array.from(values, (value) => Math.exp(value - level));
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    }),
  );
});
