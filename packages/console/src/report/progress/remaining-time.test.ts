import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remainingMs } from './remaining-time.ts';

test('the rest is estimated at the pace so far', () => {
  assert.equal(remainingMs({ atMs: 1000, percent: 20 }, { atMs: 21_000, percent: 60 }), 20_000);
  assert.equal(remainingMs({ atMs: 0, percent: 0 }, { atMs: 90_000, percent: 100 }), 0);
});

test('nothing is estimated from a step that is too small or too quick to be a pace', () => {
  assert.equal(remainingMs({ atMs: 0, percent: 20 }, { atMs: 60_000, percent: 22 }), null);
  assert.equal(remainingMs({ atMs: 0, percent: 20 }, { atMs: 900, percent: 60 }), null);
  assert.equal(remainingMs({ atMs: 0, percent: 20 }, { atMs: 0, percent: 20 }), null);
});
