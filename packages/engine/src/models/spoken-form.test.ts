import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pronunciationsOf } from '../speech/alignment/pronunciation.ts';
import { spokenForm } from './spoken-form.ts';

const CASES: Record<string, string> = {
  'Hello,': 'hello',
  "don't": "don't",
  'don’t': "don't",
  '"Um"': 'um',
  'well-known': 'well known',
  'and/or': 'and or',
  '10:30': 'ten thirty',
  '2019': 'twenty nineteen',
  '7': 'seven',
  '35': 'thirty five',
  '1,200': 'one thousand two hundred',
  '100,000': 'one hundred thousand',
  $25: 'twenty five dollars',
  '$1,200,000.': 'one million two hundred thousand dollars',
  '€20': 'twenty euros',
  '50%': 'fifty percent',
  '3.5': 'three point five',
  '1st': 'first',
  '1990s': 'nineteen nineties',
  '80s': 'eighties',
  '5G': 'five G',
  B2B: 'B two B',
  '10am': 'ten a m',
  'R&D': 'R and D',
  '0176-555-2348891': 'zero one seven six five five five two three four eight eight nine one',
  '555-1234': 'five five five one two three four',
  '007': 'zero zero seven',
  '0.5': 'zero point five',
  '2020-2021': 'twenty twenty twenty twenty one',
  '2000000': 'two million',
  '2,348,891': 'two million three hundred forty eight thousand eight hundred ninety one',
  '555-1234,': 'five five five one two three four',
  'S-M-I-T-H': 's m i t h',
  API: 'API',
  'U.S.': 'US',
  'Dr.': 'doctor',
  café: 'cafe',
  naïve: 'naive',
  '—': '',
  '...': '',
  東京: '',
};

test('written words are spoken as people say them', () => {
  for (const [written, spoken] of Object.entries(CASES)) {
    assert.equal(spokenForm(written).join(' ').toLowerCase(), spoken.toLowerCase(), written);
  }
});

test('whatever is written, the spoken form is words with a known way to say them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      for (const word of spokenForm(text)) {
        for (const pronunciation of pronunciationsOf(word)) assert.ok(pronunciation.length > 0);
      }
    }),
  );
});
