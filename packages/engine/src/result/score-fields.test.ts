import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CEFR_LEVELS, cefrOf, scoresSchema } from '@vivavoce/contract';
import { formatsOf } from '@vivavoce/texts/formats';
import fc from 'fast-check';
import type { EstimatedScore, EstimatedScores } from '../scales/estimates.ts';
import { scoreFields } from './score-fields.ts';

const estimateOf = (estimate: number): EstimatedScore => ({
  estimate,
  interval: { low: estimate, high: estimate, level: 0.9 },
});
const score = fc.option(fc.double({ min: 0, max: 5, noNaN: true }).map(estimateOf));
const scores: fc.Arbitrary<EstimatedScores> = fc.record({
  vocabulary: score,
  fluency: score,
  accent: score,
  overall: score,
});

test('every estimate comes in three forms that fit the contract, or is null in all three', () => {
  fc.assert(
    fc.property(scores, (estimates) => {
      const fields = scoresSchema.parse(scoreFields(estimates));
      const overall = [fields.overall, fields.cefrLevel, fields.overallPercent];
      const accent = [fields.accent, fields.accentCefr, fields.accentPercent];
      for (const [forms, estimate] of [
        [overall, estimates.overall],
        [accent, estimates.accent],
      ] as const) {
        assert.equal(forms.filter((form) => form === null).length, estimate === null ? 3 : 0);
      }
    }),
  );
});

test('a higher estimate never gets a lower score, level or percentage', () => {
  const level = (estimate: number) => CEFR_LEVELS.indexOf(cefrOf(estimate));
  const estimate = fc.double({ min: 0, max: 5, noNaN: true });
  fc.assert(
    fc.property(estimate, estimate, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) =>
        scoreFields({ vocabulary: estimateOf(value), fluency: null, accent: null, overall: null }),
      );
      assert.ok((low?.vocabulary ?? 0) <= (high?.vocabulary ?? 0));
      assert.ok((low?.vocabularyPercent ?? 0) <= (high?.vocabularyPercent ?? 0));
      assert.ok(level(Math.min(a, b)) <= level(Math.max(a, b)));
    }),
  );
});

test('the level comes from the estimate before it is rounded', () => {
  const fields = scoreFields({ vocabulary: estimateOf(2.499), fluency: null, accent: null, overall: null });
  assert.deepEqual([fields.vocabulary, fields.vocabularyCefr, fields.vocabularyPercent], [2.5, 'B1', 50]);
});

test('a sentence shows a score as it stands among the scores', () => {
  const { decimal } = formatsOf('en');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), (hundredths) => {
      const made = estimateOf(hundredths / 100);
      const fields = scoreFields({ vocabulary: made, fluency: made, accent: made, overall: made });
      assert.equal(Number(decimal(made.estimate)), fields.vocabulary);
    }),
    { numRuns: 501 },
  );
});
