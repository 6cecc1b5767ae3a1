import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Word } from '../speech/timeline.ts';
import { costliestPhones as costliestOf, ipaOf, MIN_UNCLEAR, UNCLEAR_GOODNESS } from './phones.ts';
import { wordAt } from './timeline.fixture.ts';

const everyWord = { isKnown: () => true };
const costliestPhones = (words: readonly Word[]) => costliestOf(words, everyWord);

const phone = (symbol: string, goodness: number | null) => ({
  symbol,
  goodness,
  stress: null,
  startMs: 0,
  endMs: 80,
});

const word = fc
  .array(fc.tuple(fc.constantFrom('TH', 'L', 'R', 'AE'), fc.integer({ min: -60, max: 0 })), { maxLength: 8 })
  .map((phones) =>
    wordAt(
      'word',
      0,
      100,
      phones.map(([symbol, eighths]) => phone(symbol, eighths / 8)),
    ),
  );

describe('costliestPhones', () => {
  it('names the sounds that were unclear, how often, and where', () => {
    const words = [
      wordAt('think', 0, 300, [phone('TH', -5), phone('K', 0)]),
      wordAt('thing', 400, 700, [phone('TH', -4)]),
      wordAt('think', 800, 900, [phone('TH', 0), phone('K', -3.5)]),
      wordAt('thank', 950, 990, [phone('TH', -3.5), phone('K', -3.5)]),
    ];
    assert.deepEqual(costliestPhones(words), [
      {
        ipa: 'θ',
        arpabet: 'TH',
        count: 4,
        unclear: 3,
        meanGoodness: -3.125,
        examples: [
          { word: 'think', startMs: 0, endMs: 300 },
          { word: 'thing', startMs: 400, endMs: 700 },
          { word: 'thank', startMs: 950, endMs: 990 },
        ],
      },
    ]);
  });

  it('has nothing to say without goodness, or about fillers', () => {
    assert.deepEqual(costliestPhones([]), []);
    assert.deepEqual(costliestPhones([wordAt('we', 0, 100, [phone('W', null), phone('W', null)])]), []);
    assert.deepEqual(costliestPhones([wordAt('um', 0, 100, [phone('M', -5), phone('M', -5)])]), []);
  });
});

describe('costliestPhones of any words', () => {
  it('puts the sound that costs most first, whatever the order of the words', () => {
    const costOf = (words: readonly Word[], symbol: string) =>
      words
        .flatMap(({ phones }) => phones)
        .filter((one) => one.symbol === symbol && one.goodness! < UNCLEAR_GOODNESS)
        .reduce((sum, { goodness }) => sum - goodness!, 0);
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const order = costliestPhones(words).map(({ arpabet }) => arpabet);
        const costs = order.map((symbol) => costOf(words, symbol));
        assert.deepEqual(
          costs,
          costs.toSorted((a, b) => b - a),
        );
        assert.deepEqual(
          costliestPhones(words.toReversed()).map(({ arpabet }) => arpabet),
          order,
        );
      }),
    );
  });

  it('never makes a sound clearer by another unclear one, and fits the contract', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const before = costliestPhones(words).find(({ arpabet }) => arpabet === 'TH');
        const worse = [...words, wordAt('think', 500, 900, [phone('TH', -4)])];
        const after = costliestPhones(worse).find(({ arpabet }) => arpabet === 'TH');
        assert.ok((after?.unclear ?? 0) >= (before?.unclear ?? 0));
        if (before !== undefined) assert.equal(after?.count, before.count + 1);
        for (const shown of costliestPhones(worse)) {
          assert.ok(shown.unclear >= MIN_UNCLEAR && shown.unclear <= shown.count);
          assert.ok(shown.examples.length > 0 && shown.meanGoodness <= 0);
        }
      }),
    );
  });

  it('leaves out unstressed vowels, and words that are not known', () => {
    const vowel = (stress: 0 | 1) => ({ ...phone('AH', -4), stress });
    const words = (stress: 0 | 1) => [wordAt('but', 0, 300, [vowel(stress), vowel(stress), vowel(stress)])];
    assert.deepEqual(costliestPhones(words(0)), []);
    assert.equal(costliestPhones(words(1)).length, 1);
    assert.deepEqual(costliestOf(words(1), { isKnown: (form) => form !== 'but' }), []);
  });

  it('writes sounds in IPA', () => {
    assert.equal(ipaOf('DH'), 'ð');
    assert.equal(ipaOf('AO'), 'ɔ');
  });
});
