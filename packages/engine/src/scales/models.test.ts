import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { coordinateCount, JUDGEMENTS, judgeCoordinates } from './expert-scores.ts';
import { LIMIT, predictLinear } from './linear-model.ts';
import { loadScoreModels } from './score-models.ts';

const models = await loadScoreModels();
const WORD_MODELS = ['vocabulary', 'fluency', 'hesitation', 'level', 'markedLevel'] as const;

test('speech is judged as the Python that learned the weights judges it', async () => {
  const text = await readFile(new URL('../../weights/score-speech.json', import.meta.url), 'utf8');
  const { golden } = JSON.parse(text) as { golden: { support: number; judged: number[] }[] };
  const width = coordinateCount(models.speech.components);
  for (const { support, judged } of golden) {
    const near = models.speech.supports
      .subarray(support * width, (support + 1) * width)
      .map((coordinate) => coordinate + 0.01);
    const scores = judgeCoordinates(models.speech, near);
    for (const [index, judgement] of JUDGEMENTS.entries())
      assert.ok(Math.abs(scores[judgement] - (judged[index] ?? Number.NaN)) < 5e-3, judgement);
  }
});

test('speech that is like nothing that was learned from is judged as the middle, and never beyond the scale', () => {
  const width = coordinateCount(models.speech.components);
  const far = judgeCoordinates(models.speech, new Float32Array(width).fill(1e3));
  for (const [at, judgement] of JUDGEMENTS.entries())
    assert.ok(Math.abs(far[judgement] - (models.speech.centre[at] ?? Number.NaN)) < 1e-6);
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: width, maxLength: width }),
      (values) => {
        const scores = judgeCoordinates(models.speech, Float32Array.from(values));
        assert.ok(JUDGEMENTS.every((judgement) => scores[judgement] >= 0 && scores[judgement] <= 10));
      },
    ),
    { numRuns: 10 },
  );
});

test('words are judged as the Python that learned the weights judges them', async () => {
  const text = await readFile(new URL('../../weights/score-words.json', import.meta.url), 'utf8');
  const golden = JSON.parse(text) as Record<(typeof WORD_MODELS)[number], { golden: number[] }>;
  for (const name of WORD_MODELS) {
    const model = models.words[name];
    for (const [at, expected] of golden[name].golden.entries()) {
      const features = model.terms.map(
        ({ feature, mean, deviation }, index) =>
          [feature, mean + deviation * Math.sin(index * 0.37 + at)] as const,
      );
      const level = predictLinear(model, Object.fromEntries(features));
      assert.ok(Math.abs(level - expected) < 1e-3, `${name}: ${level} is not ${expected}`);
    }
  }
});

test('a single odd feature moves the level by no more than its weight allows', () => {
  const { vocabulary } = models.words;
  const usual = Object.fromEntries(vocabulary.terms.map(({ feature, mean }) => [feature, mean]));
  const level = predictLinear(vocabulary, usual);
  for (const { feature, weight } of vocabulary.terms) {
    const odd = predictLinear(vocabulary, { ...usual, [feature]: 1e9 });
    assert.ok(Math.abs(odd - level) <= LIMIT * Math.abs(weight) + 1e-9, feature);
  }
  assert.throws(() => predictLinear(vocabulary, { ...usual, mtld: Number.NaN }), RangeError);
});
