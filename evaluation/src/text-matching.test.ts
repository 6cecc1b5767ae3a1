import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchingPlaces } from './text-matching.ts';
import { countWordErrors } from './word-error-rate.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

test('matched words are the same, in order, and no fewer than the alignment with the fewest errors leaves', () => {
  fc.assert(
    fc.property(text, text, (reference, transcript) => {
      const places = matchingPlaces(reference, transcript);
      places.forEach(([m, n], at) => {
        assert.equal(reference[m], transcript[n]);
        const [before, beside] = places[at - 1] ?? [-1, -1];
        assert.ok(m > before && n > beside);
      });
      const { substitutions, deletions, insertions } = countWordErrors(reference, transcript);
      const unmatched = Math.max(reference.length, transcript.length) - places.length;
      assert.ok(unmatched <= substitutions + deletions + insertions);
    }),
  );
});

test('a text matches itself word by word', () => {
  fc.assert(
    fc.property(text, (words) => {
      assert.deepEqual(
        matchingPlaces(words, words),
        words.map((_, at) => [at, at]),
      );
    }),
  );
});
