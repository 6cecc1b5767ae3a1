import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { AcousticSummary } from '../speech/timeline.ts';
import { expertScores, JUDGEMENTS } from './expert-scores.ts';
import { LIMIT, predictLinear } from './linear-model.ts';
import { loadScoreModels } from './score-models.ts';

const models = await loadScoreModels();
const WORD_MODELS = ['vocabulary', 'fluency', 'hesitation', 'level'] as const;

async function goldenOf<T>(file: string): Promise<T[]> {
  const text = await readFile(new URL(`../../weights/${file}`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { golden: T[] }).golden;
}

test('speech is judged as the Python that learned the weights judges it', async () => {
  const golden = await goldenOf<number[]>('score-acoustics.json');
  for (const [at, expected] of golden.entries()) {
    const scores = expertScores(models.acoustics, waves(at));
    for (const [index, judgement] of JUDGEMENTS.entries())
      assert.ok(Math.abs(scores[judgement] - (expected[index] ?? Number.NaN)) < 2e-3, judgement);
  }
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

/** The made-up features that training judged: feature i of case c is 0.05 sin(0.37 i + c). */
function waves(number: number): AcousticSummary {
  let at = 0;
  const part = () => Float32Array.from({ length: 416 }, () => 0.05 * Math.sin(at++ * 0.37 + number));
  return { frames: 1000, blocks: Array.from({ length: 9 }, () => ({ mean: part(), deviation: part() })) };
}
