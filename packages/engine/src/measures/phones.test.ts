import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { costliestPhones, ipaOf } from './phones.ts';
import { wordAt } from './timeline.fixture.ts';

const phone = (symbol: string, goodness: number | null) => ({
  symbol,
  goodness,
  stress: null,
  startMs: 0,
  endMs: 80,
});

describe('costliestPhones', () => {
  it('names the sounds that were unclear, how often, and where', () => {
    const words = [
      wordAt('think', 0, 300, [phone('TH', -3), phone('K', 0)]),
      wordAt('thing', 400, 700, [phone('TH', -2)]),
      wordAt('think', 800, 900, [phone('TH', 0), phone('K', -1.5)]),
    ];
    assert.deepEqual(costliestPhones(words), [
      {
        ipa: 'θ',
        arpabet: 'TH',
        count: 3,
        unclear: 2,
        meanGoodness: -5 / 3,
        examples: [
          { word: 'think', startMs: 0, endMs: 300 },
          { word: 'thing', startMs: 400, endMs: 700 },
        ],
      },
    ]);
  });

  it('has nothing to say without goodness, or about fillers', () => {
    assert.deepEqual(costliestPhones([]), []);
    assert.deepEqual(costliestPhones([wordAt('we', 0, 100, [phone('W', null), phone('W', null)])]), []);
    assert.deepEqual(costliestPhones([wordAt('um', 0, 100, [phone('M', -5), phone('M', -5)])]), []);
  });

  it('puts the sound that costs most first, whatever the order of the words', () => {
    const word = fc
      .array(fc.tuple(fc.constantFrom('TH', 'L', 'R', 'AE'), fc.double({ min: -6, max: 0, noNaN: true })))
      .map((phones) =>
        wordAt(
          'word',
          0,
          100,
          phones.map(([symbol, goodness]) => phone(symbol, goodness)),
        ),
      );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const order = costliestPhones(words).map(({ arpabet, unclear }) => `${arpabet} ${unclear}`);
        const reversed = costliestPhones(words.toReversed()).map(
          ({ arpabet, unclear }) => `${arpabet} ${unclear}`,
        );
        assert.deepEqual(order.toSorted(), reversed.toSorted());
      }),
    );
  });

  it('writes sounds in IPA', () => {
    assert.equal(ipaOf('DH'), 'ð');
    assert.equal(ipaOf('AO'), 'ɔ');
  });
});
