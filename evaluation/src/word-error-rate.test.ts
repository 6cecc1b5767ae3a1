import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  countWordErrors,
  NO_WORDS,
  referenceLength,
  sumWordErrors,
  wordErrorRate,
} from './word-error-rate.ts';

const words = fc.array(fc.constantFrom('we', 'plan', 'the', 'routes'), { maxLength: 12 });

/** The edit distance as its definition says, without a table: slow, for short texts. */
function distance(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return distance(restA, restB);
  return 1 + Math.min(distance(restA, restB), distance(restA, b), distance(a, restB));
}

test('each kind of error is counted', () => {
  const errors = countWordErrors('i plan the routes today'.split(' '), 'i planned the new routes'.split(' '));
  assert.deepEqual(errors, { hits: 3, substitutions: 1, deletions: 1, insertions: 1 });
  assert.equal(wordErrorRate(errors), 3 / 5);
});

test('the counts add up to both texts', () => {
  fc.assert(
    fc.property(words, words, (reference, heard) => {
      const errors = countWordErrors(reference, heard);
      assert.equal(referenceLength(errors), reference.length);
      assert.equal(errors.hits + errors.substitutions + errors.insertions, heard.length);
    }),
  );
});

test('no alignment has fewer errors', () => {
  const short = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 });
  fc.assert(
    fc.property(short, short, (reference, heard) => {
      const { substitutions, deletions, insertions } = countWordErrors(reference, heard);
      assert.equal(substitutions + deletions + insertions, distance(reference, heard));
    }),
  );
});

test('the same text has no errors; swapping the texts swaps deletions and insertions', () => {
  fc.assert(
    fc.property(words, words, (one, other) => {
      assert.deepEqual(countWordErrors(one, one), { ...NO_WORDS, hits: one.length });
      const there = countWordErrors(one, other);
      const back = countWordErrors(other, one);
      assert.equal(there.deletions - there.insertions, back.insertions - back.deletions);
      assert.equal(there.hits, back.hits);
    }),
  );
});

test('rates come from summed counts; nothing said has no rate', () => {
  const long = countWordErrors(['a', 'b', 'c'], ['a', 'b', 'c']);
  const short = countWordErrors(['a'], ['b']);
  assert.equal(wordErrorRate(sumWordErrors([long, short])), 1 / 4);
  assert.equal(wordErrorRate(sumWordErrors([])), null);
});
