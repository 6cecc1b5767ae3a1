import assert from 'node:assert/strict';
import { test } from 'node:test';
import { middleOf } from '@vivavoce/contract';
import fc from 'fast-check';
import { type FreeSpeechMeasures, fluencyWitnesses, freeSpeechFluency } from './free-speech.ts';

/** Five minutes of somebody, by syllables a second with and without pauses and pauses a minute. */
function measuresOf(
  speechRate: number,
  articulationRate: number,
  pausesPerMinute: number,
): FreeSpeechMeasures {
  const phonationTimeMs = 240_000;
  const count = Math.round(pausesPerMinute * 5);
  return {
    speakingTimeMs: 300_000,
    phonationTimeMs,
    speechRateSyllablesPerMinute: speechRate * 60,
    articulationRateSyllablesPerSecond: articulationRate,
    silentPauses: { count, perMinute: pausesPerMinute, meanMs: 600, insideClausesShare: 0.5, longest: [] },
  };
}

const fluencyOf = (measures: FreeSpeechMeasures, sound: number) =>
  freeSpeechFluency(fluencyWitnesses(measures, sound), null, 240).score;

test('the middle of a level is where studies put its speakers, from A2 to natives', () => {
  const { speechRate, articulationRate } = fluencyWitnesses(measuresOf(1.9, 4, 30), 7);
  assert.deepEqual([speechRate, articulationRate], [1.25, middleOf('B2')]);
  assert.ok(fluencyOf(measuresOf(0.8, 2.2, 40), 4).estimate < 0.83, 'A1');
  assert.ok(fluencyOf(measuresOf(4.2, 5.2, 10), 8.8).estimate > 4.17, 'C2');
});

test('faster speech, longer runs and a more fluent sound never lower the score', () => {
  const rate = fc.double({ min: 0.3, max: 6, noNaN: true });
  const pauses = fc.integer({ min: 0, max: 50 });
  const sound = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(rate, rate, pauses, sound, rate, (speech, articulation, perMinute, heard, more) => {
      const before = fluencyOf(measuresOf(speech, articulation, perMinute), heard).estimate;
      assert.ok(fluencyOf(measuresOf(speech + more, articulation, perMinute), heard).estimate >= before);
      assert.ok(fluencyOf(measuresOf(speech, articulation + more, perMinute), heard).estimate >= before);
      assert.ok(fluencyOf(measuresOf(speech, articulation, perMinute / 2), heard).estimate >= before);
      assert.ok(fluencyOf(measuresOf(speech, articulation, perMinute), heard + more).estimate >= before);
    }),
  );
});

test('hesitation only lowers, the more the more words it was counted in', () => {
  const witnesses = fluencyWitnesses(measuresOf(3.3, 4.3, 15), 8);
  const estimate = (score: number, words: number) =>
    freeSpeechFluency(witnesses, { score, words }, 240).score.estimate;
  const without = freeSpeechFluency(witnesses, null, 240).score.estimate;
  assert.equal(estimate(5, 400), without);
  assert.ok(estimate(1, 400) < estimate(1, 50) && estimate(1, 50) < without);
});

test('the interval holds the estimate, and widens with less speech and with witnesses that disagree', () => {
  const even = { speechRate: 2.5, articulationRate: 2.5, lengthOfRun: 2.5, sound: 2.5 };
  const uneven = { ...even, articulationRate: 1, lengthOfRun: 4 };
  const width = (witnesses: typeof even, seconds: number) => {
    const { estimate, interval } = freeSpeechFluency(witnesses, null, seconds).score;
    assert.ok(interval.low <= estimate && estimate <= interval.high);
    return interval.high - interval.low;
  };
  assert.ok(width(even, 30) > width(even, 300));
  assert.ok(width(uneven, 300) > width(even, 300));
});
