import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clip, gapMs, joinSpans, lengthMs, overlapMs, totalLengthMs } from './spans.ts';
import type { Span } from './timeline.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 3000 }))
  .map(([startMs, length]): Span => ({ startMs, endMs: startMs + length }));
const spans = fc.array(span, { maxLength: 12 }).map((some) => some.toSorted((a, b) => a.startMs - b.startMs));

describe('spans', () => {
  it('overlap as long as the part that they have in common, whichever comes first', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        assert.equal(overlapMs(a, b), overlapMs(b, a));
        assert.equal(overlapMs(a, b), totalLengthMs(clip([a], b)));
        assert.equal(overlapMs(a, a), lengthMs(a));
      }),
    );
  });

  it('that are joined cover all of them, with larger gaps than the limit between', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 2000 }), (some, limitMs) => {
        const joined = joinSpans(some, (before, next) => gapMs(before, next) <= limitMs);
        for (const one of some)
          assert.ok(joined.some(({ startMs, endMs }) => startMs <= one.startMs && endMs >= one.endMs));
        for (const [at, next] of joined.slice(1).entries())
          assert.ok(gapMs(joined[at] as Span, next) > limitMs);
        const ends = new Set(some.flatMap(({ startMs, endMs }) => [startMs, endMs]));
        assert.ok(joined.every(({ startMs, endMs }) => ends.has(startMs) && ends.has(endMs)));
      }),
    );
  });
});
