import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { numbered, overlapsOf } from './place-turns.ts';
import { stretchesToEncode } from './stretches.ts';

const turn = (speaker: number, startMs: number, endMs: number) => ({ speaker, startMs, endMs });

describe('overlaps', () => {
  test('last from the second speaker to begin until only one is left', () => {
    const turns = [turn(0, 0, 1000), turn(1, 800, 1500), turn(2, 900, 1200), turn(0, 1500, 2000)];
    assert.deepEqual(overlapsOf(turns), [{ startMs: 800, endMs: 1200 }]);
  });
});

describe('numbering', () => {
  test('follows first appearance', () => {
    const turns = numbered([turn(3, 0.4, 10), turn(1, 20, 30), turn(3, 40, 50.6)]);
    assert.deepEqual(turns, [turn(0, 0, 10), turn(1, 20, 30), turn(0, 40, 51)]);
  });
});

describe('stretches to hear', () => {
  const regions = fc
    .array(
      fc.record({
        gapMs: fc.integer({ min: 1, max: 9000 }),
        lengthMs: fc.integer({ min: 100, max: 50_000 }),
      }),
      {
        maxLength: 20,
      },
    )
    .map((pairs) => {
      let at = 0;
      return pairs.map(({ gapMs, lengthMs }) => {
        const startMs = at + gapMs;
        at = startMs + lengthMs;
        return { startMs, endMs: at };
      });
    });

  test('hold every region, in order, without overlap, none longer than 20 s', () => {
    fc.assert(
      fc.property(regions, (speech) => {
        const durationMs = (speech.at(-1)?.endMs ?? 0) + 500;
        const stretches = stretchesToEncode(speech, durationMs);
        const held = (ms: number) => stretches.some(({ startMs, endMs }) => startMs <= ms && ms <= endMs);
        for (const { startMs, endMs } of speech)
          for (let ms = startMs; ms <= endMs; ms += 500) assert.ok(held(ms), `${ms} ms`);
        for (const [n, { startMs, endMs }] of stretches.entries()) {
          assert.ok(startMs >= (stretches[n - 1]?.endMs ?? 0) && endMs <= durationMs);
          assert.ok(endMs - startMs <= 20_001);
        }
      }),
    );
  });
});
