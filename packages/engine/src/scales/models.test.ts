import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { coordinateCount, EXPERT_SCORE_NAMES, expertScoresAt } from './expert-scores.ts';
import { LIMIT, type Network, runNetworks } from './network.ts';
import { loadDefaultScoreModels } from './score-models.ts';
import { predictLevel, WORD_MODELS } from './word-models.ts';

const models = await loadDefaultScoreModels();

test('speech is judged as the Python that learned the weights judges it', async () => {
  const text = await readFile(new URL('../../weights/score-speech.json', import.meta.url), 'utf8');
  const { golden } = JSON.parse(text) as { golden: { support: number; judged: number[] }[] };
  const width = coordinateCount(models.speech.components);
  for (const { support, judged } of golden) {
    const near = models.speech.supports
      .subarray(support * width, (support + 1) * width)
      .map((coordinate) => coordinate + 0.01);
    const scores = expertScoresAt(models.speech, near);
    for (const [index, judgement] of EXPERT_SCORE_NAMES.entries())
      assert.ok(Math.abs(scores[judgement] - (judged[index] ?? Number.NaN)) < 5e-3, judgement);
  }
});

test('whatever a piece of speech is like, its judgements stay on the scale', () => {
  const width = coordinateCount(models.speech.components);
  const odd = fc.oneof(fc.float({ min: -5, max: 5, noNaN: true }), fc.constantFrom(-1e6, 1e6));
  fc.assert(
    fc.property(fc.array(odd, { minLength: width, maxLength: width }), (values) => {
      const scores = expertScoresAt(models.speech, Float32Array.from(values));
      assert.ok(EXPERT_SCORE_NAMES.every((judgement) => scores[judgement] >= 0 && scores[judgement] <= 10));
    }),
    { numRuns: 10 },
  );
});

test('words are judged as the Python that learned the weights judges them', async () => {
  const text = await readFile(new URL('../../weights/score-words.json', import.meta.url), 'utf8');
  const golden = JSON.parse(text) as Record<(typeof WORD_MODELS)[number], { golden: number[] }>;
  for (const name of WORD_MODELS) {
    const { features, mean, deviation } = models.words[name];
    for (const [at, expected] of golden[name].golden.entries()) {
      const odd = features.map((feature, index) => {
        const turned = Math.sin(index * 0.37 + at);
        return [feature, (mean[index] ?? 0) + (deviation[index] ?? 0) * turned] as const;
      });
      const level = predictLevel(models.words[name], Object.fromEntries(odd));
      assert.ok(Math.abs(level - expected) < 1e-3, `${name}: ${level} is not ${expected}`);
    }
  }
});

test('no single odd feature moves the level by more than it would at three deviations', () => {
  const { level: vocabulary } = models.words;
  const usual = [...vocabulary.mean];
  for (const [at, deviation] of vocabulary.deviation.entries()) {
    const withValue = (value: number) => runNetworks(vocabulary, usual.with(at, value))[0] ?? Number.NaN;
    const centre = usual[at] ?? 0;
    assert.ok(Math.abs(withValue(1e9) - withValue(centre + 1.001 * LIMIT * deviation)) < 1e-9);
  }
  assert.throws(() => predictLevel(vocabulary, {}), RangeError);
  assert.throws(() => runNetworks(vocabulary, usual.with(0, Number.NaN)), RangeError);
});

test('networks do what was counted by hand', () => {
  const layer = (weights: number[], offsets: number[]) => ({
    weights: Float32Array.from(weights),
    offsets: Float32Array.from(offsets),
  });
  const model = (networks: readonly Network[]) => ({
    mean: Float32Array.of(1, 0),
    deviation: Float32Array.of(2, 1),
    networks,
  });
  // Inputs 3 and 0.5 are standardised to 1 and 0.5; 1 * 1 - 2 * 0.5 = 0 and 0 + 1 = 1 before the units.
  const one = [layer([1, -2, 0, 0], [0, 1]), layer([5, 2], [0.25])];
  const unit = 1 / (1 + Math.exp(-1));
  assert.ok(Math.abs((runNetworks(model([one]), [3, 0.5])[0] ?? 0) - (2 * unit + 0.25)) < 1e-6);
  const two = [layer([0, 0, 0, 0], [0, 0]), layer([0, 0], [1])];
  assert.ok(Math.abs((runNetworks(model([one, two]), [3, 0.5])[0] ?? 0) - (2 * unit + 1.25) / 2) < 1e-6);
});
