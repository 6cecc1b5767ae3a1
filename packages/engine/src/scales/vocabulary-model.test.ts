import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadScoreModels } from './score-models.ts';
import { VOCABULARY_GROUPS, vocabularyLevel } from './vocabulary-model.ts';

const { vocabulary: model } = await loadScoreModels();
const average = Object.fromEntries(
  model.features.map(({ name }, at) => [name, model.networks.mean[at] ?? Number.NaN]),
);
/** Features that lie so many deviations above the learners' mean. */
const featuresAt = (deviations: (group: string, at: number) => number) => ({
  unknownShare: 0,
  ...Object.fromEntries(
    model.features.map(({ name, group }, at) => [
      name,
      (average[name] ?? 0) + deviations(group, at) * (model.networks.deviation[at] ?? 0),
    ]),
  ),
});
const LOWER_END_OF_C1 = 9.5;

test('the levels are those of the Python that learned the weights, all of them and the open ones', async () => {
  const { vocabulary: open } = await loadScoreModels('open');
  const models = { 'score-vocabulary': model, 'score-vocabulary-open': open };
  for (const [file, own] of Object.entries(models)) {
    const text = await readFile(new URL(`../../weights/${file}.json`, import.meta.url), 'utf8');
    const { golden } = JSON.parse(text) as {
      golden: { words: number; unknownShare: number; features: number[]; level: number }[];
    };
    assert.ok(golden.length >= 3);
    for (const { words, unknownShare, features, level } of golden) {
      const named = own.features.map(({ name }, at) => [name, features[at] ?? Number.NaN] as const);
      const found = vocabularyLevel(own, { unknownShare, ...Object.fromEntries(named) }, words);
      assert.ok(Math.abs(found.level - level) < 2e-3, `${file}: ${found.level} is not ${level}`);
    }
  }
});

test('whatever frequent words somebody leans on, they alone do not make C1', () => {
  const odd = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), {
    minLength: model.features.length,
    maxLength: model.features.length,
  });
  fc.assert(
    fc.property(odd, (values) => {
      const features = featuresAt((group, at) => (group === 'wordChoice' ? (values[at] ?? 0) : 0));
      assert.ok(vocabularyLevel(model, features, 400).level < LOWER_END_OF_C1);
    }),
    { numRuns: 30 },
  );
});

test('rare verbs and adjectives alone do not make C1: no subject does', () => {
  const features = featuresAt((group) => (group === 'reach' ? 10 : 0));
  assert.ok(vocabularyLevel(model, features, 400).level < LOWER_END_OF_C1);
});

test('a range that is high in every way makes C1, also where the words are those of prepared speech', () => {
  const features = featuresAt((group) => (group === 'wordChoice' ? 0 : 2.7));
  assert.ok(vocabularyLevel(model, features, 400).level > LOWER_END_OF_C1);
});

test('contributions add up to the difference from an average learner', () => {
  const base = vocabularyLevel(
    model,
    featuresAt(() => 0),
    400,
  );
  assert.ok(VOCABULARY_GROUPS.every((group) => Math.abs(base.contributions[group]) < 1e-6));
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (by) => {
        const features = featuresAt((group) => by[VOCABULARY_GROUPS.indexOf(group as never)] ?? 0);
        const { level, contributions } = vocabularyLevel(model, features, 400);
        const sum = VOCABULARY_GROUPS.reduce((total, group) => total + contributions[group], 0);
        assert.ok(Math.abs(sum - (level - base.level)) < 1e-6);
      },
    ),
    { numRuns: 30 },
  );
});

test('intervals are wider for few words, and where nobody was rated', () => {
  const average400 = vocabularyLevel(
    model,
    featuresAt(() => 0),
    400,
  );
  assert.ok(
    vocabularyLevel(
      model,
      featuresAt(() => 0),
      60,
    ).halfWidth > average400.halfWidth,
  );
  const high = vocabularyLevel(
    model,
    featuresAt((group) => (group === 'wordChoice' ? 0 : 2.7)),
    400,
  );
  assert.ok(high.halfWidth > average400.halfWidth);
});

test('a feature that is missing is an error', () => {
  assert.throws(() => vocabularyLevel(model, {}, 400), RangeError);
});
