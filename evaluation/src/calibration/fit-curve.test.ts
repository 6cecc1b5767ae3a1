import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CEFR_LEVELS, calibrationCurveSchema, cefrOf } from '@vivavoce/contract';
import { adjustedScore } from '@vivavoce/engine';
import { seededUniform } from '@vivavoce/samples/random';
import fc from 'fast-check';
import { fitCurve } from './fit-curve.ts';
import type { RatedScore } from './rated-scores.ts';

/** People with scores over the scale, whose raters give the level of the score moved by `shift`. */
function ratedPeople(people: number, shift: (score: number) => number, seed = 1): RatedScore[] {
  const random = seededUniform(seed);
  return Array.from({ length: people }, (_, at) => {
    const score = Math.round(20 * (0.5 + 4 * random())) / 20;
    const noise = 0.6 * (random() - 0.5);
    const seen = Math.min(5, Math.max(0, score + shift(score) + noise));
    return {
      run: `run ${at}`,
      candidate: `candidate ${at}`,
      dimension: 'fluency',
      rater: 'Kim',
      group: null,
      rated: CEFR_LEVELS.indexOf(cefrOf(seen)),
      scored: CEFR_LEVELS.indexOf(cefrOf(score)),
      score,
    };
  });
}

test('a shift that raters see in the middle of the scale is found, and scores of others come closer', () => {
  const { curve, refusal, error, candidates } = fitCurve(ratedPeople(120, () => -0.6));
  assert.deepEqual([refusal, candidates], [null, 120]);
  assert.ok(curve && error);
  assert.ok(Math.abs(adjustedScore(curve.points, 2.5) - 1.9) < 0.25, JSON.stringify(curve));
  assert.ok(error.after.high < error.before.low, JSON.stringify(error));
});

test('fewer candidates than are needed adjust nothing, however often each was rated', () => {
  const few = ratedPeople(49, () => -0.6);
  const twice = [...few, ...few.map((one) => ({ ...one, rater: 'Lee' }))];
  const { curve, refusal } = fitCurve(twice);
  assert.deepEqual([curve, refusal], [null, '49 rated candidates; 50 are needed']);
});

test('where raters agree with the scores nothing is adjusted', () => {
  const agreeing = ratedPeople(80, () => 0).map((one) => ({
    ...one,
    score: ((one.rated + 0.5) * 5) / CEFR_LEVELS.length,
  }));
  const { curve, refusal } = fitCurve(agreeing);
  assert.equal(curve, null);
  assert.match(refusal ?? '', /no closer/);
});

test('whatever raters say, a curve is one of the contract’s: it never falls and ends on the score itself', () => {
  const people = fc.array(
    fc.record({ percent: fc.integer({ min: 0, max: 100 }), rated: fc.integer({ min: 0, max: 5 }) }),
    { minLength: 50, maxLength: 120 },
  );
  fc.assert(
    fc.property(people, (given) => {
      const { curve } = fitCurve(
        given.map(({ percent, rated }, at) => ({
          ...(ratedPeople(1, () => 0)[0] as RatedScore),
          run: `${at}`,
          candidate: `${at}`,
          score: percent / 20,
          rated,
        })),
      );
      if (curve !== null) calibrationCurveSchema.parse(curve);
    }),
    { numRuns: 30 },
  );
});
