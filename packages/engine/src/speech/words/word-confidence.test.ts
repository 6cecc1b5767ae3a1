import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import tokenizer from 'llama-tokenizer-js';
import { loadConfidenceWeights, wordsOf } from './word-confidence.ts';

const weights = { offset: 4, weakestToken: -3, pieceMean: -3 };
const certain = (id: number) => ({ id, logProbability: 0 });

test('the words are those of the text, whatever the tokens', () => {
  const word = fc.stringMatching(/^[.,]?[a-zé0-9'$%-]{1,11}[.,]?$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (texts) => {
      const tokens = tokenizer.encode(texts.join(' '), false).map(certain);
      assert.deepEqual(
        wordsOf(tokens, weights).map((heard) => heard.text),
        texts,
      );
    }),
  );
});

test('a mark that the decoder wrote twice stands once, three dots stay', () => {
  const written = 'supermarkets,, and farms,. Well... really?? Yes.. at 5 p.m., I think?!';
  const tokens = tokenizer.encode(written, false).map(certain);
  assert.equal(
    wordsOf(tokens, weights)
      .map(({ text }) => text)
      .join(' '),
    'supermarkets, and farms. Well... really? Yes. at 5 p.m., I think?!',
  );
});

test('a word is as sure as its weakest token and the piece around it', async () => {
  const learned = await loadConfidenceWeights();
  const [first, ...second] = tokenizer.encode('yes unbelievably', false);
  assert.ok(first !== undefined && second.length > 1);
  const confidences = (probabilities: readonly number[]) =>
    wordsOf(
      [first, ...second].map((id, at) => ({ id, logProbability: Math.log(probabilities[at] ?? 1) })),
      learned,
    ).map((word) => word.confidence);
  const [sure, alsoSure] = confidences([]) as [number, number];
  const [unsure, beside] = confidences([0.2]) as [number, number];
  const [before, weak] = confidences([1, 1, 0.2]) as [number, number];
  assert.ok(sure > 0.95 && sure < 1 && sure === alsoSure);
  assert.ok(unsure < beside && beside < sure);
  assert.equal(weak, unsure);
  assert.equal(before, beside);
});

test('tokens beyond the text vocabulary are no words', () => {
  assert.deepEqual(wordsOf([certain(32_500)], weights), []);
});
