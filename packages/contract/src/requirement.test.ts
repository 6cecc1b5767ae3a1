import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headlineOf, holdingBack } from './headline.ts';
import { exampleOf } from './openapi/example.ts';
import { assessLevels } from './requirement.ts';
import type { Review } from './revision.ts';
import { type Interval, type Scores, scoresSchema } from './scale.ts';

const SCORES: Scores = {
  ...exampleOf(scoresSchema),
  vocabulary: 2.1,
  vocabularyCefr: 'B1',
  fluency: 3.6,
  fluencyCefr: 'C1',
  accent: 3.4,
  accentCefr: 'C1',
  overall: 3.0,
  cefrLevel: 'B2',
};
const around = (score: number, half: number): Interval => ({
  low: score - half,
  high: score + half,
  level: 0.9,
});
const INTERVALS = {
  overall: around(3, 0.6),
  vocabulary: around(2.1, 0.5),
  fluency: around(3.6, 0.7),
  accent: null,
};
const OVERRIDE = { decision: 'override', scores: { vocabulary: 3.4 }, revision: 1 } satisfies Partial<Review>;

test('a needed level is likely, unclear or unlikely by the probability that the interval gives', () => {
  const assessed = assessLevels(
    { overall: 'B2', vocabulary: 'B2', fluency: 'C1', accent: 'B1' },
    headlineOf(SCORES, null, 1),
    INTERVALS,
  );
  assert.deepEqual(
    assessed.map(({ score, evidence }) => [score, evidence]),
    [
      ['overall', 'likely'],
      ['vocabulary', 'unlikely'],
      ['fluency', 'likely'],
      ['accent', 'not_scored'],
    ],
  );
  assert.ok((assessed[0]?.probability ?? 0) > 0.9);
});

test('levels that nobody asked for are not assessed', () => {
  assert.deepEqual(assessLevels({}, headlineOf(SCORES, null, 1), INTERVALS), []);
});

test('a reviewer’s score takes the place of the machine’s in the headline and in what is asked for', () => {
  const headline = headlineOf(SCORES, OVERRIDE, 1);
  assert.deepEqual(headline.vocabulary, { score: 3.4, level: 'C1', source: 'review' });
  assert.deepEqual(headline.overall, { score: 3, level: 'B2', source: 'analysis' });
  assert.deepEqual(assessLevels({ vocabulary: 'B2' }, headline, INTERVALS), [
    { score: 'vocabulary', level: 'B2', evidence: 'likely', probability: null, source: 'review' },
  ]);
});

test('a review of an earlier result, or one that agrees, changes no headline', () => {
  const machine = headlineOf(SCORES, null, 1);
  assert.deepEqual(headlineOf(SCORES, OVERRIDE, 2), machine);
  assert.deepEqual(headlineOf(SCORES, { decision: 'agree', scores: null, revision: 1 }, 1), machine);
});

test('one dimension below both others holds the overall level back; otherwise none does', () => {
  assert.equal(holdingBack(headlineOf(SCORES, null, 1)), 'vocabulary');
  assert.equal(holdingBack(headlineOf(SCORES, OVERRIDE, 1)), null);
  const unscored = { ...SCORES, accent: null, accentCefr: null };
  assert.equal(holdingBack(headlineOf(unscored, null, 1)), null);
});
