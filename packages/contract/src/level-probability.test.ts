import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  namedLevels,
  probabilityAtLeast,
  probabilityOf,
  type ScoreWithInterval,
} from './level-probability.ts';
import { CEFR_LEVELS, type CefrLevel, cefrOf } from './scale.ts';

const scoreOf = (low: number, score: number, high: number): ScoreWithInterval => ({
  score,
  level: cefrOf(score),
  interval: { low, high, level: 0.9 },
});

const anyScore = fc
  .tuple(...[0, 1, 2].map(() => fc.double({ min: 0, max: 5, noNaN: true })))
  .map((values) => values.toSorted((one, two) => one - two))
  .map(([low = 0, score = 0, high = 0]) => scoreOf(low, score, high));

test('a level that the interval only touches is not named', () => {
  assert.deepEqual(namedLevels(scoreOf(2.4, 3, 3.4)), { low: 'B2', high: 'B2' });
  assert.deepEqual(namedLevels(scoreOf(1.9, 2.6, 3.3)), { low: 'B1', high: 'B2' });
  assert.deepEqual(namedLevels(scoreOf(3, 3, 3)), { low: 'B2', high: 'B2' });
});

test('the interval holds nine tenths of the probability', () => {
  // Both bounds at an edge between levels: one in twenty beyond each.
  const score = scoreOf(5 / 3, 2.6, 10 / 3);
  assert.ok(Math.abs(probabilityAtLeast('B1', score) - 0.95) < 1e-3);
  assert.ok(Math.abs(probabilityAtLeast('C1', score) - 0.05) < 1e-3);
});

test('a score at the edge of a level reaches it in one case of two', () => {
  assert.ok(Math.abs(probabilityAtLeast('B2', scoreOf(2, 2.5, 3)) - 0.5) < 1e-6);
});

test('the level before rounding counts, not that of the rounded score', () => {
  const rounded: ScoreWithInterval = { ...scoreOf(2, 2.5, 3), level: 'B1' };
  assert.ok(probabilityAtLeast('B2', rounded) <= 0.5 + 1e-6);
  assert.equal(namedLevels(rounded).low, 'B1');
});

test('the probabilities of all levels add up to one, and a higher level is never more probable to be reached', () => {
  fc.assert(
    fc.property(anyScore, (score) => {
      const sum = CEFR_LEVELS.reduce((total, level) => total + probabilityOf(level, score), 0);
      assert.ok(Math.abs(sum - 1) < 1e-9, String(sum));
      for (const [at, level] of CEFR_LEVELS.entries()) {
        const higher = CEFR_LEVELS[at + 1];
        if (higher) assert.ok(probabilityAtLeast(higher, score) <= probabilityAtLeast(level, score) + 1e-9);
      }
    }),
  );
});

test('the named levels lie inside the interval and hold that of the estimate', () => {
  const at = (level: CefrLevel) => CEFR_LEVELS.indexOf(level);
  fc.assert(
    fc.property(anyScore, (score) => {
      const named = namedLevels(score);
      const { low, high } = score.interval;
      assert.ok(at(cefrOf(low)) <= at(named.low) && at(named.low) <= at(score.level));
      assert.ok(at(score.level) <= at(named.high) && at(named.high) <= at(cefrOf(high)));
    }),
  );
});
