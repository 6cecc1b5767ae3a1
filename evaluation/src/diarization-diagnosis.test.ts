import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clipsGivenRight, falseAlarmsOf, unionOf } from './diarization-diagnosis.ts';
import { countDiarizationErrors } from './diarization-error.ts';
import type { SpokenTurn } from './rttm.ts';

const turn = (speaker: string, startMs: number, endMs: number): SpokenTurn => ({ speaker, startMs, endMs });

test('false alarm is told apart by whether it lies at an edge, in a pause or over speech', () => {
  const reference = [turn('a', 1000, 2000), turn('b', 4000, 5000)];
  const found = [turn('x', 900, 2600), turn('y', 1500, 1800), turn('y', 4000, 5100)];
  assert.deepEqual(falseAlarmsOf(reference, found), {
    edgesMs: 100 + 250 + 100,
    pausesMs: 350,
    overlapMs: 300,
  });
});

const turns = fc.array(
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 1, max: 900 }),
    )
    .map(([speaker, startMs, lengthMs]) => turn(speaker, startMs, startMs + lengthMs)),
  { maxLength: 12 },
);

test('the shares of false alarm add up to all of it', () => {
  fc.assert(
    fc.property(turns, turns, (reference, found) => {
      const { edgesMs, pausesMs, overlapMs } = falseAlarmsOf(reference, found);
      const { falseAlarmMs } = countDiarizationErrors(reference, found);
      assert.ok(Math.abs(edgesMs + pausesMs + overlapMs - falseAlarmMs) < 1e-6);
      assert.ok(Math.min(edgesMs, pausesMs, overlapMs) >= 0);
    }),
  );
});

test('a union holds each moment once', () => {
  fc.assert(
    fc.property(turns, (some) => {
      const union = unionOf(some);
      for (let ms = 0.5; ms < 6000; ms += 37) {
        const inside = (span: { startMs: number; endMs: number }) => span.startMs <= ms && ms < span.endMs;
        assert.equal(union.filter(inside).length, some.some(inside) ? 1 : 0);
      }
    }),
  );
});

test('a clip is right when the one who speaks longest in it stands for its person', () => {
  const clips = [
    turn('a', 0, 5000),
    turn('b', 5000, 10_000),
    turn('a', 10_000, 15_000),
    turn('b', 15_000, 20_000),
  ];
  const found = [turn('x', 0, 4800), turn('y', 5200, 9000), turn('x', 9000, 9900), turn('y', 10_000, 15_000)];
  assert.equal(clipsGivenRight(clips, found), 2);
});
