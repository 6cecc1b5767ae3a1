import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normaliseWords } from './text-normalisation.ts';

const SAME: readonly (readonly [string, string])[] = [
  ['Eighty, no, sorry, eighty-five percent.', 'eighty no sorry 85%'],
  ['I don’t think it’s ready.', 'i do not think it is ready'],
  ["I can't, you cannot, he can not", 'I can not you can not he can not'],
  ["Um, at six o'clock, uh, yes", 'at 6:00 yes'],
  ['the 21st of May 1999', 'the twenty first of may nineteen ninety nine'],
  ['1,250 trucks and 2005', 'one thousand two hundred fifty trucks and two thousand five'],
  ['3.5 hours for $20', 'three point five hours for twenty dollars'],
  ['OK, we are gonna go', "okay we're going to go"],
  [
    '$1,999 and 1,250.5',
    'one thousand nine hundred ninety nine dollars and one thousand two hundred fifty point five',
  ],
  ["Maria's team", 'marias team'],
];

for (const [one, other] of SAME) {
  test(`"${one}" reads as "${other}"`, () => assert.deepEqual(normaliseWords(one), normaliseWords(other)));
}

test('numbers read as they are spoken', () => {
  assert.deepEqual(normaliseWords('0 7 13 40 99 100 1000001 12th 20th'), [
    ...['zero', 'seven', 'thirteen', 'forty', 'ninety', 'nine', 'one', 'hundred'],
    ...['one', 'million', 'one', 'twelfth', 'twentieth'],
  ]);
});

test('normalising again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = normaliseWords(text);
      assert.deepEqual(normaliseWords(once.join(' ')), once);
    }),
  );
});

test('words hold letters and digits alone', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const word of normaliseWords(text)) assert.match(word, /^[\p{L}\p{N}]+$/u);
    }),
  );
});
