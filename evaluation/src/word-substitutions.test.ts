import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededUniform } from '@vivavoce/samples/random';
import { withWordsWrong, wordSubstitution } from './word-substitutions.ts';

const text = 'the cat sat on that mat with a bat and a hat as the rain fell over elephants'.split(' ');

test('half of the wrong words are one phone away, the others any', () => {
  const substitute = wordSubstitution(text);
  const random = seededUniform(1);
  const near = new Set(['sat', 'that', 'mat', 'bat', 'hat']);
  const drawn = Array.from({ length: 400 }, () => substitute('cat', random));
  const share = drawn.filter((word) => near.has(word)).length / drawn.length;
  assert.ok(share > 0.5 && share < 0.8, `${share}`);
  assert.ok(drawn.includes('elephants'));
});

test('about the share that was asked for is replaced, and fillers stay', () => {
  const words = Array.from({ length: 2000 }, (_, at) =>
    at % 10 === 0 ? { text: 'um', kind: 'filler' as const } : { text: 'zebra', kind: 'word' as const },
  );
  const [turn] = withWordsWrong([{ words }], 0.1, wordSubstitution(text), seededUniform(2));
  const changed = turn?.words.filter((word, at) => word.text !== words[at]?.text) ?? [];
  assert.ok(changed.every(({ kind }) => kind === 'word'));
  assert.ok(Math.abs(changed.length / 1800 - 0.1) < 0.03);
});
