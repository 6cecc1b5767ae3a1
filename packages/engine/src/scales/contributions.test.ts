import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { accentContributions, fluencyContributions, vocabularyContributions } from './contributions.ts';
import { freeSpeechFluency } from './free-speech.ts';
import { scoreOfExpertRating, scoreOfSstLevel } from './scale-mapping.ts';

const sumOf = ({ reference, features }: { reference: number; features: readonly { points: number }[] }) =>
  features.reduce((sum, { points }) => sum + points, reference);
const isClose = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} and ${b}`);
const gain = fc.double({ min: -1, max: 1, noNaN: true });
const score = fc.double({ min: 0, max: 5, noNaN: true });

test('the parts of a vocabulary score add up to it', () => {
  fc.assert(
    fc.property(fc.double({ min: 3, max: 10, noNaN: true }), gain, gain, gain, gain, (level, a, b, c, d) => {
      fc.pre(Math.abs(a + b + c + d) > 1e-3);
      const contributions = { variety: a, reach: b, combinations: c, wordChoice: d };
      isClose(sumOf(vocabularyContributions({ level, halfWidth: 1, contributions })), scoreOfSstLevel(level));
    }),
  );
});

test('the parts of a fluency score add up to it, hesitation included', () => {
  fc.assert(
    fc.property(
      score,
      score,
      score,
      score,
      score,
      (speechRate, articulationRate, lengthOfRun, sound, low) => {
        const witnesses = { speechRate, articulationRate, lengthOfRun, sound };
        const { estimate } = freeSpeechFluency(witnesses, { score: low, words: 300 }, 120).score;
        const contributions = fluencyContributions(witnesses, estimate);
        isClose(sumOf(contributions), estimate);
        const hesitation = contributions.features.find(({ feature }) => feature === 'hesitation');
        assert.ok((hesitation?.points ?? 1) <= 1e-9, 'hesitation never raises a score');
      },
    ),
  );
});

test('the parts of an accent score add up to it', () => {
  const rating = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(rating, rating, (accuracy, total) => {
      isClose(
        sumOf(accentContributions({ accuracy, total, fluency: 0, prosodic: 0 })),
        scoreOfExpertRating((accuracy + total) / 2),
      );
    }),
  );
});

test('the largest part comes first, whatever its direction', () => {
  const { features } = accentContributions({ accuracy: 5.5, total: 1, fluency: 5, prosodic: 5 });
  assert.deepEqual(
    features.map(({ feature }) => feature),
    ['easeOfUnderstanding', 'clarityOfSounds'],
  );
});
