import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countFillers, matchWords, timeErrors } from './alignment-errors.ts';

const spoken = (text: string, startMs = 0) =>
  text
    .split(' ')
    .map((word, at) => ({ text: word, startMs: startMs + 100 * at, endMs: startMs + 100 * at + 80 }));

test('words that were heard otherwise, left out or invented are not compared', () => {
  const matched = matchWords(
    spoken('we met um at six in the evening'),
    spoken('We met at 6, and the even evening.'),
  );
  assert.deepEqual(
    matched.map(({ said, heard }) => [said.text, heard.text]),
    [
      ['we', 'We'],
      ['met', 'met'],
      ['at', 'at'],
      ['six', '6,'],
      ['the', 'the'],
      ['evening', 'evening.'],
    ],
  );
});

test('a text is matched with itself word by word, and late by as much as it was moved', () => {
  const texts = fc
    .array(fc.constantFrom('a', 'b', 'c', 'um'), { minLength: 1 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(texts, fc.integer({ min: -500, max: 500 }), (text, late) => {
      const said = spoken(text).filter((word) => word.text !== 'um');
      const matched = matchWords(spoken(text), spoken(text, late));
      assert.deepEqual(
        matched.map((pair) => pair.said),
        said,
      );
      for (const { said: one, heard } of matched) assert.equal(heard.startMs - one.startMs, late);
    }),
  );
});

test('errors are without sign, the bias with it; of nothing there are none', () => {
  assert.deepEqual(timeErrors([-10, 20, -30]), { median: 20, p90: 28, bias: -10 });
  assert.deepEqual(timeErrors([]), { median: null, p90: null, bias: null });
});

test('a filler is right where one was said, and each only once', () => {
  const said = spoken('so um we uh went');
  assert.deepEqual(countFillers(said, spoken('so um, we I uh')), { said: 2, heard: 2, right: 1 });
  const twice = [...spoken('um', 100), ...spoken('Uh.', 110)];
  assert.deepEqual(countFillers(said, twice), { said: 2, heard: 2, right: 1 });
  assert.deepEqual(countFillers([], spoken('a ...')), { said: 0, heard: 0, right: 0 });
});
