import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Span, Turn } from '../timeline.ts';
import { cutPieces, MAX_PIECE_MS } from './pieces.ts';

const DURATION_MS = 180_000;
const upTo = (endMs: number): Span => ({ startMs: 0, endMs });

const regions = fc
  .array(fc.tuple(fc.integer({ min: 50, max: 3000 }), fc.integer({ min: 60, max: 40_000 })), {
    maxLength: 30,
  })
  .map((steps) => {
    const found: Span[] = [];
    let at = 0;
    for (const [gap, length] of steps) {
      const startMs = at + gap;
      at = Math.min(startMs + length, DURATION_MS);
      if (at > startMs) found.push({ startMs, endMs: at });
    }
    return found;
  });

const turns = fc.array(
  fc
    .record({ speaker: fc.nat(3), startMs: fc.nat(DURATION_MS), length: fc.integer({ min: 1, max: 60_000 }) })
    .map(({ speaker, startMs, length }): Turn => {
      return { speaker, startMs, endMs: Math.min(startMs + length, DURATION_MS) };
    }),
  { maxLength: 20 },
);

function overlapMs(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}

test('pieces come in order, do not overlap, and stay inside the recording', () => {
  fc.assert(
    fc.property(turns, regions, (someTurns, someRegions) => {
      let last = 0;
      for (const piece of cutPieces(someTurns, someRegions, upTo(DURATION_MS))) {
        assert.ok(piece.startMs >= last && piece.endMs > piece.startMs && piece.endMs <= DURATION_MS);
        last = piece.endMs;
      }
    }),
  );
});

test('no piece holds more than 25 s of speech and its padding', () => {
  fc.assert(
    fc.property(turns, regions, (someTurns, someRegions) => {
      for (const piece of cutPieces(someTurns, someRegions, upTo(DURATION_MS))) {
        assert.ok(piece.endMs - piece.startMs <= MAX_PIECE_MS + 400);
      }
    }),
  );
});

test('speech of 0.4 s and more inside a turn that nobody else talks into is in a piece of its speaker', () => {
  fc.assert(
    fc.property(turns, regions, (someTurns, someRegions) => {
      const pieces = cutPieces(someTurns, someRegions, upTo(DURATION_MS));
      for (const turn of someTurns) {
        const others = someTurns.filter((other) => other.speaker !== turn.speaker);
        if (others.some((other) => overlapMs(turn, other) > 0)) continue;
        for (const region of someRegions) {
          const own = pieces.filter((piece) => piece.speaker === turn.speaker);
          const speech = {
            startMs: Math.max(turn.startMs, region.startMs),
            endMs: Math.min(turn.endMs, region.endMs),
          };
          if (speech.endMs - speech.startMs < 400) continue;
          const covered = own.reduce((sum, piece) => sum + overlapMs(piece, speech), 0);
          assert.equal(covered, speech.endMs - speech.startMs);
        }
      }
    }),
  );
});

test('a backchannel inside a long turn is not recognised twice', () => {
  const pieces = cutPieces(
    [
      { speaker: 0, startMs: 0, endMs: 9000 },
      { speaker: 1, startMs: 4000, endMs: 4500 },
    ],
    [{ startMs: 0, endMs: 9000 }],
    upTo(10_000),
  );
  assert.deepEqual(pieces, [{ speaker: 0, startMs: 0, endMs: 9200 }]);
});

test('sentences of one speaker with a short pause between stay together, those of two speakers do not', () => {
  const speech = [
    { startMs: 1000, endMs: 4000 },
    { startMs: 4600, endMs: 8000 },
  ];
  const same = speech.map((span) => ({ ...span, speaker: 0 }));
  assert.deepEqual(cutPieces(same, speech, upTo(9000)), [{ speaker: 0, startMs: 800, endMs: 8200 }]);
  const two = speech.map((span, speaker) => ({ ...span, speaker }));
  assert.deepEqual(
    cutPieces(two, speech, upTo(9000)).map((piece) => piece.speaker),
    [0, 1],
  );
});

test('speech of under 0.4 s goes with the nearer speech of its speaker, or is left out', () => {
  const speech = [
    { speaker: 0, startMs: 1000, endMs: 3000 },
    { speaker: 0, startMs: 5000, endMs: 5300 },
    { speaker: 0, startMs: 8000, endMs: 9000 },
    { speaker: 1, startMs: 9100, endMs: 9400 },
    { speaker: 0, startMs: 9500, endMs: 12_000 },
    { speaker: 0, startMs: 16_000, endMs: 16_399 },
  ];
  assert.deepEqual(cutPieces(speech, speech, upTo(20_000)), [
    { speaker: 0, startMs: 800, endMs: 5500 },
    { speaker: 0, startMs: 7800, endMs: 9200 },
    { speaker: 0, startMs: 9300, endMs: 12_200 },
  ]);
});

test('a long turn is cut at its longest pause, and the quietest moment when it has none', () => {
  const pauses = [
    { startMs: 0, endMs: 12_000 },
    { startMs: 12_200, endMs: 18_000 },
    { startMs: 19_000, endMs: 32_000 },
  ];
  const turn = [{ speaker: 0, startMs: 0, endMs: 32_000 }];
  assert.deepEqual(
    cutPieces(turn, pauses, upTo(33_000)).map(({ startMs, endMs }) => [startMs, endMs]),
    [
      [0, 18_200],
      [18_800, 32_200],
    ],
  );
  const breathless = cutPieces(turn, [{ startMs: 0, endMs: 32_000 }], upTo(33_000), () => 15_123);
  assert.deepEqual(
    breathless.map(({ startMs, endMs }) => [startMs, endMs]),
    [
      [0, 15_123],
      [15_123, 32_200],
    ],
  );
});
