import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlappingPairs } from './compared-scores.ts';

const scored = (low: number, high: number) => ({
  score: (low + high) / 2,
  level: 'B1' as const,
  interval: { low, high, level: 0.9 as const },
});

test('overlapping intervals, touching ones too, show no real difference', () => {
  assert.deepEqual(overlappingPairs([scored(1, 2), scored(2, 3), scored(3.1, 4)]), [[0, 1]]);
  assert.deepEqual(overlappingPairs([scored(1, 4), scored(2, 3), scored(2.5, 5)]), [
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
});

test('missing scores are not compared', () => {
  assert.deepEqual(overlappingPairs([scored(1, 2), { score: null, level: null, interval: null }]), []);
});
