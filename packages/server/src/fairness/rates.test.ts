import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { exactTest, impactRatio, peopleNeeded, type Rate, rateOf } from './rates.ts';

const near = (value: number, expected: number, within: number) =>
  assert.ok(Math.abs(value - expected) <= within, `${value} is not ${expected}`);

/** Any group of up to so many people. */
const aRate = (most: number): fc.Arbitrary<Rate> =>
  fc
    .integer({ min: 1, max: most })
    .chain((people) =>
      fc.record({ people: fc.constant(people), count: fc.integer({ min: 0, max: people }) }),
    );

/** Of so many, so many: exactly. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let at = 0; at < k; at++) result = (result * BigInt(n - at)) / BigInt(at + 1);
  return result;
}

/** The test by its definition, in whole numbers. */
function exactTestByDefinition(a: Rate, b: Rate): number {
  const counted = a.count + b.count;
  const tables: bigint[] = [];
  for (let count = 0; count <= counted; count++) {
    if (count <= a.people && counted - count <= b.people) {
      tables.push(choose(a.people, count) * choose(b.people, counted - count));
    }
  }
  const observed = choose(a.people, a.count) * choose(b.people, b.count);
  const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
  const tail = sum(tables.filter((table) => table <= observed));
  return Number((tail * 10n ** 12n) / sum(tables)) / 1e12;
}

describe('the exact test', () => {
  it('gives the published answers', () => {
    // Fisher's lady tasting tea: three of four cups right.
    near(exactTest({ count: 3, people: 4 }, { count: 1, people: 4 }), 34 / 70, 1e-9);
    // Fisher's convictions of like-sex twins, as in the manual of R.
    near(exactTest({ count: 2, people: 17 }, { count: 10, people: 13 }), 0.0005367, 1e-7);
  });

  it('is what its definition says, whoever comes first', () => {
    fc.assert(
      fc.property(aRate(25), aRate(25), (a, b) => {
        near(exactTest(a, b), exactTestByDefinition(a, b), 1e-6);
        near(exactTest(a, b), exactTest(b, a), 1e-9);
      }),
    );
  });

  it('holds for tens of thousands of people', () => {
    const p = exactTest({ count: 20_000, people: 40_000 }, { count: 20_300, people: 40_000 });
    assert.ok(p > 0.03 && p < 0.04, `${p}`);
    assert.equal(exactTest({ count: 20_000, people: 40_000 }, { count: 20_000, people: 40_000 }), 1);
  });
});

describe('the impact ratio', () => {
  it('gives the example of the guidelines, with its interval', () => {
    // Uniform Guidelines, questions and answers: 48 of 80 and 12 of 40 applicants are hired.
    const impact = impactRatio({ count: 12, people: 40 }, { count: 48, people: 80 });
    assert.ok(impact);
    near(impact.ratio, 0.5, 1e-9);
    near(impact.low, 0.3015, 1e-3);
    near(impact.high, 0.8293, 1e-3);
  });

  it('lies within its interval, which narrows with more people and turns round with the groups', () => {
    fc.assert(
      fc.property(aRate(200), aRate(200), (a, b) => {
        const impact = impactRatio(a, b);
        assert.equal(impact === null, b.count === 0);
        if (impact === null) return;
        assert.ok(impact.low <= impact.ratio && impact.ratio <= impact.high);
        const tenfold = ({ count, people }: Rate) => ({ count: 10 * count, people: 10 * people });
        const surer = impactRatio(tenfold(a), tenfold(b));
        assert.ok(surer && surer.high - surer.low <= impact.high - impact.low + 1e-9);
        const back = impactRatio(b, a);
        if (back) near(impact.ratio * back.ratio, 1, 1e-9);
      }),
    );
  });
});

describe('the people that a comparison needs', () => {
  it('are those of the textbook', () => {
    // R: power.prop.test(p1 = 0.5, p2 = 0.4, power = 0.8) gives 387.3.
    assert.equal(peopleNeeded(0.5), 388);
  });

  it('are fewer the higher the rate', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.98, noNaN: true }), (rate) => {
        assert.ok(peopleNeeded(rate) >= peopleNeeded(rate + 0.02));
      }),
    );
    assert.ok(peopleNeeded(rateOf({ count: 5, people: 5 })) > 10);
  });
});
