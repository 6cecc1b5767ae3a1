import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costOf, LIMITS, objectionTo } from './recording-limits.ts';

test('a started minute costs a credit', () => {
  assert.deepEqual([1, 60_000, 60_001, 276_860].map(costOf), [1, 1, 2, 5]);
});

test('the limits themselves are allowed, one step beyond is told before anything is sent', () => {
  const bytes = 1000;
  assert.equal(objectionTo({ bytes: LIMITS.maxBytes, durationMs: LIMITS.minMs }), null);
  assert.equal(objectionTo({ bytes, durationMs: LIMITS.maxMs }), null);
  assert.equal(objectionTo({ bytes: LIMITS.maxBytes + 1, durationMs: null }), 'FILE_TOO_LARGE');
  assert.equal(objectionTo({ bytes, durationMs: LIMITS.minMs - 1 }), 'AUDIO_TOO_SHORT');
  assert.equal(objectionTo({ bytes, durationMs: LIMITS.maxMs + 1 }), 'AUDIO_TOO_LONG');
});

test('a length that nobody knows is left to the server', () => {
  assert.equal(objectionTo({ bytes: 1000, durationMs: null }), null);
});
