import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { betweenRaters, type LevelPair, levelAgreement, quadraticKappa } from './level-agreement.ts';
import type { RatedScore } from './rated-scores.ts';

const level = fc.integer({ min: 0, max: 5 });
const pairs = fc.array(fc.record({ candidate: fc.stringMatching(/^[a-e]$/), first: level, second: level }), {
  minLength: 1,
  maxLength: 40,
});

/** The definition by tables of counts (Cohen 1968). */
function kappaByTables(given: readonly LevelPair[]): number | null {
  const weight = (a: number, b: number) => (a - b) ** 2;
  const count = (of: (pair: LevelPair) => boolean) => given.filter(of).length;
  let [seen, byChance] = [0, 0];
  for (let a = 0; a < 6; a++)
    for (let b = 0; b < 6; b++) {
      seen += weight(a, b) * count(({ first, second }) => first === a && second === b);
      byChance +=
        (weight(a, b) * count(({ first }) => first === a) * count(({ second }) => second === b)) /
        given.length;
    }
  return byChance === 0 ? null : 1 - seen / byChance;
}

test('quadratic weighted kappa is that of the tables of counts', () => {
  fc.assert(
    fc.property(pairs, (given) => {
      const [ours, theirs] = [quadraticKappa(given), kappaByTables(given)];
      if (ours === null || theirs === null) assert.equal(ours, theirs);
      else assert.ok(Math.abs(ours - theirs) < 1e-9, `${ours} ${theirs}`);
    }),
  );
});

test('agreement counts exact, adjacent and the direction, within intervals over candidates', () => {
  const given = [
    { candidate: 'a', first: 2, second: 2 },
    { candidate: 'b', first: 3, second: 2 },
    { candidate: 'c', first: 5, second: 3 },
    { candidate: 'c', first: 1, second: 1 },
  ];
  const { pairs: count, candidates, exact, adjacent, bias } = levelAgreement(given);
  assert.deepEqual([count, candidates, exact?.value, adjacent?.value, bias?.value], [4, 3, 0.5, 0.75, 0.75]);
  assert.ok(bias && bias.low <= bias.value && bias.value <= bias.high && bias.low < bias.high);
});

test('raters are compared on the same dimension of the same run, in both directions', () => {
  const rating = (run: string, rater: string, rated: number): RatedScore => ({
    run,
    candidate: run,
    dimension: 'fluency',
    rater,
    group: null,
    rated,
    scored: 3,
    score: 3,
  });
  const given = [rating('a', 'Kim', 1), rating('a', 'Lee', 2), rating('b', 'Kim', 4)];
  assert.deepEqual(betweenRaters(given), [
    { candidate: 'a', first: 1, second: 2 },
    { candidate: 'a', first: 2, second: 1 },
  ]);
});
