import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Phone, Word } from '../speech/timeline.ts';
import { npvi, rhythm } from './rhythm.ts';
import { wordAt } from './timeline.fixture.ts';

/** Words of a consonant of 100 ms and a vowel of the given length, touching each other. */
function syllables(vowelMs: readonly number[], stretch = 1): Word[] {
  let ms = 0;
  return vowelMs.map((length) => {
    const [start, middle, end] = [ms, ms + 100, ms + 100 + length].map((time) => time * stretch) as [
      number,
      number,
      number,
    ];
    ms += 100 + length;
    const phones: Phone[] = [
      { symbol: 'T', stress: null, goodness: 0, startMs: start, endMs: middle },
      { symbol: 'AA', stress: 1, goodness: 0, startMs: middle, endMs: end },
    ];
    return wordAt('ta', start, end, phones);
  });
}

describe('npvi', () => {
  it('is what one can compute by hand', () => {
    // |100 - 50| / 75 and |50 - 150| / 100: 100 x (2/3 + 1) / 2.
    assert.ok(Math.abs(npvi([[100, 50, 150]])! - (100 * (2 / 3 + 1)) / 2) < 1e-9);
    assert.equal(npvi([[80, 80, 80]]), 0);
    assert.equal(npvi([[80], [90]]), null);
  });
});

describe('rhythm', () => {
  it('is null when there are too few vowels', () => {
    assert.deepEqual(rhythm([]), { vowelNpvi: null, vowelShare: null });
    assert.equal(rhythm(syllables(Array(29).fill(100))).vowelNpvi, null);
  });

  it('is 0 for syllables of one length, and half of the time is vowel', () => {
    assert.deepEqual(rhythm(syllables(Array(30).fill(100))), { vowelNpvi: 0, vowelShare: 0.5 });
  });

  it('does not compare across a silence', () => {
    const [before, after] = [syllables(Array(20).fill(100)), syllables(Array(20).fill(200))];
    const later = after.map((word) => ({
      ...word,
      phones: word.phones.map((phone) => ({
        ...phone,
        startMs: phone.startMs + 5000,
        endMs: phone.endMs + 5000,
      })),
    }));
    assert.equal(rhythm([...before, ...later]).vowelNpvi, 0);
  });

  it('does not depend on the tempo', () => {
    const lengths = fc.array(
      fc.integer({ min: 3, max: 20 }).map((tens) => tens * 10),
      { minLength: 30, maxLength: 60 },
    );
    fc.assert(
      fc.property(lengths, (vowelMs) => {
        const [once, slower] = [rhythm(syllables(vowelMs)), rhythm(syllables(vowelMs, 2))];
        assert.ok(Math.abs(once.vowelNpvi! - slower.vowelNpvi!) < 1e-9);
        assert.ok(Math.abs(once.vowelShare! - slower.vowelShare!) < 1e-9);
      }),
    );
  });
});
