import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hdd, mattr, mtld, typesPerWindow } from './diversity.ts';

const different = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`);
const texts = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { minLength: 50, maxLength: 400 });

/** MTLD written a second time, from the description in the paper: the running ratio, segment by segment. */
function slowMtld(words: readonly string[]): number {
  const oneWay = (list: readonly string[]): number => {
    let factors = 0;
    let from = 0;
    for (let to = 1; to <= list.length; to++) {
      const ratio = new Set(list.slice(from, to)).size / (to - from);
      if (ratio <= 0.72) {
        factors += 1;
        from = to;
      } else if (to === list.length) factors += (1 - ratio) / 0.28;
    }
    return factors > 0 ? list.length / factors : list.length;
  };
  return (oneWay(words) + oneWay([...words].reverse())) / 2;
}

/** HD-D written a second time: exact binomial coefficients. */
function slowHdd(words: readonly string[]): number {
  const choose = (n: number, k: number): bigint => {
    let result = 1n;
    for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
    return n < k ? 0n : result;
  };
  const all = choose(words.length, 42);
  return [...Map.groupBy(words, (word) => word).values()].reduce((sum, tokens) => {
    const absent = Number((choose(words.length - tokens.length, 42) * 10n ** 15n) / all) / 1e15;
    return sum + (1 - absent) / 42;
  }, 0);
}

describe('mtld', () => {
  it('is not defined for too few words', () => {
    assert.equal(mtld([]), null);
    assert.equal(mtld(different(49)), null);
  });

  it('needs two words a factor where all are the same', () => {
    assert.equal(mtld(Array<string>(50).fill('so')), 2);
  });

  it('is the number of words where all are different', () => {
    assert.equal(mtld(different(50)), 50);
  });

  it('counts an incomplete factor by its share', () => {
    // 40 different words, then the first ten again: ratio 0.8 at the end, (1 - 0.8) / (1 - 0.72) = 5/7 of a factor.
    const words = [...different(40), ...different(10)];
    assert.ok(Math.abs(mtld(words)! - 70) < 1e-9);
  });

  it('agrees with a second implementation', () => {
    fc.assert(fc.property(texts, (words) => Math.abs(mtld(words)! - slowMtld(words)) < 1e-9));
  });

  it('is the same forwards and backwards', () => {
    fc.assert(fc.property(texts, (words) => Math.abs(mtld(words)! - mtld(words.toReversed())!) < 1e-9));
  });
});

describe('mattr', () => {
  it('is the plain ratio when there is exactly one window', () => {
    assert.equal(mattr(different(50)), 1);
    assert.equal(mattr([...different(25), ...different(25)]), 0.5);
    assert.equal(mattr(different(49)), null);
  });

  it('does not change when a text of exactly one window is said again and again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }).map(String), { minLength: 50, maxLength: 50 }),
        (words) => {
          assert.ok(Math.abs(mattr(words)! - mattr([...words, ...words, ...words])!) < 1e-12);
        },
      ),
    );
  });

  it('agrees with windows counted one by one', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 50 }), (words, window) => {
        const counts = Array.from(
          { length: words.length - window + 1 },
          (_, at) => new Set(words.slice(at, at + window).filter((word) => word.length === 2)).size,
        );
        const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
        assert.ok(Math.abs(typesPerWindow(words, window, (word) => word.length === 2)! - expected) < 1e-9);
      }),
    );
  });
});

describe('hdd', () => {
  it('is the plain ratio when the sample is the whole text', () => {
    assert.ok(Math.abs(hdd(different(42))! - 1) < 1e-12);
    assert.ok(Math.abs(hdd([...different(21), ...different(21)])! - 0.5) < 1e-12);
    assert.equal(hdd(different(41)), null);
  });

  it('is what one can compute by hand for 42 words that come twice', () => {
    // A word is absent from a sample of 42 of 84 with probability (42 x 41) / (84 x 83).
    assert.ok(Math.abs(hdd([...different(42), ...different(42)])! - (1 - (42 * 41) / (84 * 83))) < 1e-12);
  });

  it('is one type of 42 where all words are the same', () => {
    assert.ok(Math.abs(hdd(Array<string>(60).fill('so'))! - 1 / 42) < 1e-12);
  });

  it('agrees with exact binomial coefficients and does not mind the order', () => {
    fc.assert(
      fc.property(texts, (words) => {
        assert.ok(Math.abs(hdd(words)! - slowHdd(words)) < 1e-9);
        assert.ok(Math.abs(hdd(words)! - hdd(words.toSorted())!) < 1e-9);
      }),
    );
  });
});
