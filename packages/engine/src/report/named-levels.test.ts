import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CEFR_LEVELS, cefrOf } from '@vivavoce/contract';
import fc from 'fast-check';
import { namedLevels } from './named-levels.ts';

const scoreOf = (low: number, estimate: number, high: number) => ({
  estimate,
  interval: { low, high, level: 0.9 as const },
});

test('a level that the interval only touches is not named', () => {
  assert.deepEqual(namedLevels(scoreOf(2.4, 3, 3.4)), { low: 'B2', high: 'B2' });
  assert.deepEqual(namedLevels(scoreOf(1.9, 2.6, 3.3)), { low: 'B1', high: 'B2' });
  assert.deepEqual(namedLevels(scoreOf(3, 3, 3)), { low: 'B2', high: 'B2' });
});

test('the named levels lie inside the interval and hold that of the estimate', () => {
  const score = fc.double({ min: 0, max: 5, noNaN: true });
  const at = (level: (typeof CEFR_LEVELS)[number]) => CEFR_LEVELS.indexOf(level);
  fc.assert(
    fc.property(score, score, score, (a, b, c) => {
      const [low = 0, estimate = 0, high = 0] = [a, b, c].toSorted((one, two) => one - two);
      const named = namedLevels(scoreOf(low, estimate, high));
      assert.ok(at(cefrOf(low)) <= at(named.low) && at(named.low) <= at(cefrOf(estimate)));
      assert.ok(at(cefrOf(estimate)) <= at(named.high) && at(named.high) <= at(cefrOf(high)));
    }),
  );
});
