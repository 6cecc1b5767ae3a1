import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import tokenizer from 'llama-tokenizer-js';
import { wordsOf } from './word-confidence.ts';

const certain = (id: number) => ({ id, logProbability: 0 });

test('the words are those of the text, whatever the tokens', () => {
  const word = fc.stringMatching(/^[a-zé0-9.,'$%-]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (texts) => {
      const tokens = tokenizer.encode(texts.join(' '), false).map(certain);
      assert.deepEqual(
        wordsOf(tokens).map((heard) => heard.text),
        texts,
      );
    }),
  );
});

test('the confidence of a word is the geometric mean of its own tokens', () => {
  const [first, ...second] = tokenizer.encode('yes unbelievably', false);
  assert.ok(first !== undefined && second.length > 1);
  const words = wordsOf([
    { id: first, logProbability: Math.log(0.5) },
    ...second.map((id, at) => ({ id, logProbability: at === 0 ? Math.log(0.25) : 0 })),
  ]);
  assert.ok(Math.abs((words[0]?.confidence ?? 0) - 0.5) < 1e-9);
  assert.ok(Math.abs((words[1]?.confidence ?? 0) - 0.25 ** (1 / second.length)) < 1e-9);
});

test('tokens beyond the text vocabulary are no words', () => {
  assert.deepEqual(wordsOf([certain(32_500)]), []);
});
