import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseSpeakers } from './choose-speakers.ts';

/** One frame: how likely 0, 1, 2, 3 people speak, and how likely each voice does. */
const chosenOf = (speakerCounts: readonly number[], activity: readonly number[]) => [
  ...chooseSpeakers(
    { frames: 1, speakerCounts: Float32Array.from(speakerCounts), activity: Float32Array.from(activity) },
    activity.length,
  ),
];

test('as many voices are taken as people are likely to speak, the best fitting first', () => {
  assert.deepEqual(chosenOf([0.9, 0.1, 0, 0], [0.9, 0.2]), [0, 0]);
  assert.deepEqual(chosenOf([0.05, 0.9, 0.05, 0], [0.4, 0.3]), [1, 0], 'also where none fits well');
  assert.deepEqual(chosenOf([0, 0.1, 0.9, 0], [0.3, 0.9, 0.2]), [1, 1, 0]);
  assert.deepEqual(chosenOf([0, 0, 0.1, 0.9], [0.9, 0.9, 0.9]), [1, 1, 1]);
});

test('a second voice that may be one of several is left out: it would more often be wrong', () => {
  assert.deepEqual(chosenOf([0, 0.45, 0.55, 0], [0.99, 0.3, 0.3, 0.3]), [1, 0, 0, 0]);
});

test('of one voice all speech is its own, whoever else is heard', () => {
  assert.deepEqual(chosenOf([0.3, 0.3, 0.4, 0], [1]), [1]);
  assert.deepEqual(chosenOf([0.6, 0.4, 0, 0], [1]), [0]);
});

const probability = fc.float({ min: 0, max: 1, noNaN: true });
const allSpeakerCounts = fc
  .tuple(probability, probability, probability, probability)
  .map((parts) => parts.map((part) => (part + 0.01) / (parts.reduce((a, b) => a + b, 0) + 0.04)));

test('law: no choice of voices has a lower error to be expected, where each set is as likely as it is said to be', () => {
  fc.assert(
    fc.property(
      allSpeakerCounts,
      fc.array(probability, { minLength: 1, maxLength: 3 }),
      (speakerCounts, activity) => {
        const sets = [...Array(2 ** activity.length).keys()].map((set) =>
          activity.map((_, n) => (set >> n) & 1),
        );
        const size = (set: readonly number[]) => set.reduce((a, b) => a + b, 0);
        const weight = (set: readonly number[]) =>
          set.reduce((product, inside, n) => {
            const clamped = Math.min(1 - 1e-4, Math.max(1e-4, activity[n]!));
            return product * (inside ? clamped : 1 - clamped);
          }, 1);
        const total = (of: number) =>
          sets.filter((set) => size(set) === of).reduce((sum, set) => sum + weight(set), 0);
        const chanceOf = (people: number) =>
          people === activity.length
            ? speakerCounts.slice(people).reduce((a, b) => a + b, 0)
            : speakerCounts[people]!;
        const expectedError = (choice: readonly number[]) =>
          sets.reduce((sum, truth) => {
            const right = truth.filter((inside, n) => inside === 1 && choice[n] === 1).length;
            const wrong = Math.max(size(truth), size(choice)) - right;
            return sum + ((chanceOf(size(truth)) * weight(truth)) / total(size(truth))) * wrong;
          }, 0);
        const made = expectedError(chosenOf(speakerCounts, activity));
        const least = Math.min(...sets.map(expectedError));
        assert.ok(made <= least + 1e-6, `${made} where ${least} is possible`);
      },
    ),
  );
});
