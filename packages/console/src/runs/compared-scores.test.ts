import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparePairs } from './compared-scores.ts';

const scored = (low: number, high: number, score = (low + high) / 2) => ({
  score,
  level: 'B1' as const,
  interval: { low, high, level: 0.9 as const },
  source: 'analysis' as const,
});
const UNSCORED = { score: null, level: null, interval: null, source: 'analysis' as const };
const kinds = (...scores: Parameters<typeof comparePairs>[0]) =>
  comparePairs(scores).map(({ one, other, kind }) => `${one}-${other} ${kind}`);

test('every pair is named; where intervals overlap or touch it is too close to call', () => {
  assert.deepEqual(kinds(scored(1, 2), scored(2, 3), scored(3.1, 4)), [
    '0-1 close',
    '0-2 apart',
    '1-2 apart',
  ]);
});

test('a missing score is missing, and a reviewer’s score has no interval to compare by', () => {
  assert.deepEqual(kinds(scored(1, 2), UNSCORED), ['0-1 missing']);
  const reviewed = { ...scored(1, 2), interval: null, source: 'review' as const };
  assert.deepEqual(kinds(scored(3, 4), reviewed), ['0-1 no_interval']);
});

test('the interval of a difference is narrower than both intervals laid end to end, and holds the difference', () => {
  const value = fc
    .tuple(...[0, 1, 2].map(() => fc.double({ min: 0, max: 5, noNaN: true })))
    .map((values) => values.toSorted((a, b) => a - b))
    .map(([low = 0, score = 0, high = 0]) => scored(low, high, score));
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [pair] = comparePairs([a, b]);
      assert.ok(pair && 'difference' in pair);
      const { value: difference, low, high } = pair.difference;
      assert.ok(difference >= 0 && low <= difference && difference <= high);
      const wide = a.interval.high - a.interval.low + (b.interval.high - b.interval.low);
      assert.ok(high - low <= wide + 1e-9);
    }),
  );
});

test('the higher one is named whichever comes first', () => {
  for (const scores of [
    [scored(1, 2), scored(3, 4)],
    [scored(3, 4), scored(1, 2)],
  ]) {
    const [pair] = comparePairs(scores);
    assert.ok(pair && 'higher' in pair);
    assert.equal(scores[pair.higher]?.score, 3.5);
    assert.equal(pair.difference.value, 2);
  }
});
