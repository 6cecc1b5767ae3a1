import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cefrOf } from '@vivavoce/contract';
import fc from 'fast-check';
import { DIMENSIONS, type EstimatedScore } from './estimates.ts';
import { halfWidth } from './interval-width.ts';
import { overallScore } from './overall.ts';
import { scoreOfExpertRating, scoreOfSstLevel } from './scale-mapping.ts';

const anyNumber = fc.double({ min: -20, max: 20, noNaN: true });
const score = fc
  .tuple(...Array.from({ length: 3 }, () => fc.double({ min: 0, max: 5, noNaN: true })))
  .map((values): EstimatedScore => {
    const [low = 0, estimate = 0, high = 0] = values.toSorted((a, b) => a - b);
    return { estimate, interval: { low, high, level: 0.9 } };
  });
const scores = fc.record({ vocabulary: score, fluency: score, accent: score });

test('levels of the interview test land in the bands of their published alignment', () => {
  const bands = [1, 2, 3, 4, 5, 6, 7, 9].map((level) => cefrOf(scoreOfSstLevel(level)));
  assert.deepEqual(bands, ['A1', 'A1', 'A1', 'A2', 'A2', 'B1', 'B1', 'B2']);
});

test('more is never less, and every score lies within the scale', () => {
  fc.assert(
    fc.property(anyNumber, anyNumber, (a, b) => {
      for (const map of [scoreOfSstLevel, scoreOfExpertRating]) {
        const [low, high] = [map(Math.min(a, b)), map(Math.max(a, b))];
        assert.ok(low >= 0 && low <= high && high <= 5);
      }
    }),
  );
});

test('more speech never widens an interval', () => {
  const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, positive, (constant, perUnit, amount, more) => {
      const law = { constant, perUnit };
      assert.ok(halfWidth(law, amount + more) <= halfWidth(law, amount));
    }),
  );
});

test('the overall score lies between the lowest and the highest, inside its interval, and is null when one is', () => {
  fc.assert(
    fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (made, accentWeight) => {
      const overall = overallScore(made, accentWeight);
      assert.ok(overall !== null);
      const estimates = DIMENSIONS.map((dimension) => made[dimension].estimate);
      assert.ok(overall.estimate >= Math.min(...estimates) - 1e-9);
      assert.ok(overall.estimate <= Math.max(...estimates) + 1e-9);
      assert.ok(overall.interval.low <= overall.estimate && overall.estimate <= overall.interval.high);
      for (const dimension of DIMENSIONS)
        assert.equal(overallScore({ ...made, [dimension]: null }, accentWeight), null);
    }),
  );
});

test('less weight for accent moves the overall score away from it, and no other weight is taken', () => {
  const weight = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(scores, weight, weight, (made, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      const distance = (accentWeight: number) =>
        Math.abs((overallScore(made, accentWeight)?.estimate ?? Number.NaN) - made.accent.estimate);
      assert.ok(distance(more) <= distance(less) + 1e-9);
    }),
  );
  const made = fc.sample(scores, 1)[0];
  for (const wrong of [-0.1, 1.1, Number.NaN])
    assert.throws(() => made && overallScore(made, wrong), RangeError);
});

test('an accent that does not count does not move the overall score', () => {
  fc.assert(
    fc.property(scores, score, (made, accent) => {
      const before = overallScore(made, 0)?.estimate ?? Number.NaN;
      const after = overallScore({ ...made, accent }, 0)?.estimate ?? Number.NaN;
      assert.ok(Math.abs(before - after) < 1e-9);
    }),
  );
});
