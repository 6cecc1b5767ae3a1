import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repeatedInTime } from './long-interview.ts';

test('an interview that repeats itself has every time once, in order, and nothing else is moved', () => {
  const segments = [
    { startMs: 0, endMs: 900, words: [{ text: 'a', startMs: 100, endMs: 200, confidence: 0.5 }] },
    { startMs: 1000, endMs: 1900, words: [] },
  ];
  assert.deepEqual(repeatedInTime(segments, 2, 2000), [
    ...segments,
    { startMs: 2000, endMs: 2900, words: [{ text: 'a', startMs: 2100, endMs: 2200, confidence: 0.5 }] },
    { startMs: 3000, endMs: 3900, words: [] },
  ]);
});
