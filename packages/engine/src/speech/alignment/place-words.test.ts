import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Span } from '../timeline.ts';
import { placeWords } from './place-words.ts';

const span = fc
  .tuple(fc.integer({ min: -100, max: 5000 }), fc.integer({ min: -10, max: 900 }))
  .map(([startMs, length]): Span => ({ startMs, endMs: startMs + length }));
const words = fc.array(fc.tuple(fc.option(span), fc.integer({ min: 1, max: 14 })), {
  minLength: 1,
  maxLength: 40,
});

test('every word gets a time: in order, without overlap, inside the whole', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 6000 }), (some, endMs) => {
      const whole = { startMs: 0, endMs };
      const found = some.map(([time]) => time);
      const letters = some.map(([, length]) => length);
      let last = whole.startMs;
      const placed = placeWords(found, letters, whole);
      assert.equal(placed.length, some.length);
      for (const { startMs, endMs: end } of placed) {
        assert.ok(Number.isInteger(startMs) && startMs >= last && end > startMs);
        last = end;
      }
      assert.ok(last <= whole.endMs);
    }),
  );
});

test('words that were found keep their times when there is room for the others', () => {
  const found = [{ startMs: 100, endMs: 400 }, null, { startMs: 900, endMs: 1200 }];
  const placed = placeWords(found, [3, 4, 5], { startMs: 0, endMs: 2000 });
  assert.deepEqual(placed, [found[0], { startMs: 400, endMs: 900 }, found[2]]);
});

test('missing words share the room by their length', () => {
  const placed = placeWords([null, null], [1, 3], { startMs: 1000, endMs: 2040 });
  assert.deepEqual(placed, [
    { startMs: 1000, endMs: 1270 },
    { startMs: 1270, endMs: 2040 },
  ]);
});

test('a word without room takes it from its longer neighbour', () => {
  const found = [{ startMs: 0, endMs: 100 }, null, { startMs: 100, endMs: 600 }];
  assert.deepEqual(placeWords(found, [1, 1, 1], { startMs: 0, endMs: 600 }), [
    { startMs: 0, endMs: 100 },
    { startMs: 100, endMs: 120 },
    { startMs: 120, endMs: 600 },
  ]);
});
