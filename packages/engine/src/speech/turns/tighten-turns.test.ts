import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { tightenTurns } from './tighten-turns.ts';

const turn = (startMs: number, endMs: number, speaker = 0) => ({ speaker, startMs, endMs });

describe('turns', () => {
  test('begin and end with speech, and are cut at pauses', () => {
    const speech = [
      { startMs: 1100, endMs: 2000 },
      { startMs: 2300, endMs: 2900 },
    ];
    assert.deepEqual(tightenTurns([turn(1000, 3000)], speech), [turn(1100, 2000), turn(2300, 2900)]);
  });

  test('keep what lies far from clear speech: a weak voice', () => {
    const speech = [
      { startMs: 2000, endMs: 2500 },
      { startMs: 4000, endMs: 4200 },
    ];
    assert.deepEqual(tightenTurns([turn(1000, 5000)], speech), [turn(1250, 4750)]);
    assert.deepEqual(tightenTurns([turn(6000, 7000)], speech), [turn(6000, 7000)]);
  });

  const spans = fc
    .uniqueArray(fc.integer({ min: 0, max: 20_000 }), { maxLength: 20 })
    .map((edges) => edges.sort((a, b) => a - b))
    .map((edges) =>
      edges.flatMap((startMs, n) => (n % 2 === 0 && edges[n + 1] ? [{ startMs, endMs: edges[n + 1]! }] : [])),
    );

  test('never grow, never lose a speaker and stay in order', () => {
    fc.assert(
      fc.property(spans, spans, (some, speech) => {
        const turns = some.map((span, n) => ({ ...span, speaker: n % 3 }));
        const tight = tightenTurns(turns, speech);
        for (const [n, one] of tight.entries()) {
          assert.ok(one.endMs > one.startMs);
          assert.ok(one.startMs >= (tight[n - 1]?.startMs ?? 0));
          assert.ok(
            turns.some(
              ({ speaker, startMs, endMs }) =>
                speaker === one.speaker && startMs <= one.startMs && one.endMs <= endMs,
            ),
          );
        }
        assert.deepEqual(new Set(tight.map((t) => t.speaker)), new Set(turns.map((t) => t.speaker)));
      }),
    );
  });
});
