import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type PartSpan, placeInParts, timeOfPlace } from './part-places.ts';

const GAP_MS = 1000;

/** Parts of any lengths, with the silence of the API between them. */
const recordings = fc
  .array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 20 })
  .map((lengths) => {
    let startMs = 0;
    return lengths.map((durationMs): PartSpan => {
      const part = { startMs, durationMs };
      startMs += durationMs + GAP_MS;
      return part;
    });
  });
const withTime = recordings.chain((parts) => {
  const last = parts.at(-1)!;
  return fc.tuple(fc.constant(parts), fc.integer({ min: 0, max: last.startMs + last.durationMs }));
});

test('a time inside a part goes to its place and back', () => {
  fc.assert(
    fc.property(withTime, ([parts, timeMs]) => {
      const place = placeInParts(parts, timeMs);
      const { startMs, durationMs } = parts[place.part]!;
      assert.ok(place.ms >= 0 && place.ms <= durationMs);
      const back = timeOfPlace(parts, place);
      // In the silence before a part, its beginning.
      if (timeMs < startMs) assert.deepEqual([back, timeMs >= startMs - GAP_MS], [startMs, true]);
      else assert.equal(back, timeMs);
    }),
  );
});

test('a place in a part goes to its time and back, and later places to later times', () => {
  fc.assert(
    fc.property(recordings, fc.nat(), fc.nat(), (parts, anyPart, anyMs) => {
      const part = anyPart % parts.length;
      const place = { part, ms: anyMs % parts[part]!.durationMs };
      assert.deepEqual(placeInParts(parts, timeOfPlace(parts, place)), place);
      if (part > 0) {
        const before = { part: part - 1, ms: parts[part - 1]!.durationMs - 1 };
        assert.ok(timeOfPlace(parts, before) < timeOfPlace(parts, place));
      }
    }),
  );
});

test('before the beginning and beyond the end lie the first and the last moment', () => {
  const parts = [
    { startMs: 0, durationMs: 10 },
    { startMs: 1010, durationMs: 20 },
  ];
  assert.deepEqual(placeInParts(parts, -5), { part: 0, ms: 0 });
  assert.deepEqual(placeInParts(parts, 10), { part: 1, ms: 0 });
  assert.deepEqual(placeInParts(parts, 5000), { part: 1, ms: 20 });
  assert.deepEqual(placeInParts([{ startMs: 0, durationMs: Number.POSITIVE_INFINITY }], 1e7), {
    part: 0,
    ms: 1e7,
  });
});
