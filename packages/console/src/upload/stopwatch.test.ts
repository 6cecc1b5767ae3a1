import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stopwatch } from './stopwatch.ts';

test('time counts by the clock, without pauses, however rarely it is read', () => {
  let now = 1000;
  const watch = new Stopwatch(() => now);
  watch.start();
  now += 60_000;
  watch.stop();
  now += 5000;
  assert.equal(watch.elapsedMs(), 60_000);
  watch.start();
  watch.start();
  now += 250;
  assert.equal(watch.elapsedMs(), 60_250);
  watch.reset();
  assert.equal(watch.elapsedMs(), 0);
});
