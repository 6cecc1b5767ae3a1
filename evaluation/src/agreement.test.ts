import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agreementOf, meanHalfWidth90 } from './agreement.ts';

const pairsOf = (...values: readonly (readonly [number, number])[]) =>
  values.map(([predicted, judged]) => ({ predicted, judged }));

test('known figures come out', () => {
  // By hand: deviations (-1.5, -.5, .5, 1.5) and (-1.25, -.25, -.25, 1.75) give 4.5 / sqrt(5 x 4.75).
  const { pearson, spearman, rmse, meanError } = agreementOf(pairsOf([1, 2], [2, 3], [3, 3], [4, 5]));
  assert.ok(Math.abs((pearson ?? 0) - 4.5 / Math.sqrt(5 * 4.75)) < 1e-12);
  // Ranks (0, 1, 2, 3) and (0, 1.5, 1.5, 3): 4.5 / sqrt(5 x 4.5).
  assert.ok(Math.abs((spearman ?? 0) - 4.5 / Math.sqrt(5 * 4.5)) < 1e-12);
  assert.equal(rmse, Math.sqrt(3 / 4));
  assert.equal(meanError, -0.75);
});

test('a straight line agrees perfectly whatever its slope, and nothing agrees with what does not vary', () => {
  const slope = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(slope, fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 2 }), (by, values) => {
      const { pearson, spearman } = agreementOf(values.map((judged) => ({ judged, predicted: by * judged })));
      assert.ok(Math.abs((pearson ?? 0) - 1) < 1e-9 && Math.abs((spearman ?? 0) - 1) < 1e-9);
    }),
  );
  assert.equal(agreementOf(pairsOf([1, 5], [2, 5])).pearson, null);
});

test('the interval of a mean is open for one value and shrinks as the square root of the number', () => {
  assert.equal(meanHalfWidth90([3]), Number.POSITIVE_INFINITY);
  const few = [1, 2, 3, 4];
  const many = Array.from({ length: 100 }, () => few).flat();
  const ratio = meanHalfWidth90(few) / meanHalfWidth90(many);
  assert.ok(Math.abs(ratio - 10 * Math.sqrt(399 / 400 / (3 / 4))) < 0.01 * ratio);
});
