import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordAt } from '../measures/timeline.fixture.ts';
import { boundOf, markedSilences } from './hesitation.ts';
import { loadDefaultScoreModels } from './score-models.ts';

const { fluencyBounds } = (await loadDefaultScoreModels()).words;
const level = fc.double({ min: -2, max: 12, noNaN: true });

test('silences count as transcribers mark them: short from 2 s, long from 3 s, none at the ends of turns', () => {
  const words = [
    wordAt('one', 0, 300),
    wordAt('two', 2299, 2500),
    wordAt('three', 4500, 4800),
    wordAt('four', 7800, 8000),
  ];
  const turn = { startMs: 0, endMs: 8000, words };
  assert.deepEqual(markedSilences([turn]), { short: 1, long: 1 });
  assert.deepEqual(markedSilences([turn, { ...turn, words: [] }]), { short: 1, long: 1 });
});

test('who hesitates less is never bound lower, and who hesitates least is not bound', () => {
  fc.assert(
    fc.property(level, level, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      assert.ok(boundOf(low, fluencyBounds) <= boundOf(high, fluencyBounds));
    }),
  );
  const [last] = fluencyBounds.at(-1) ?? [];
  assert.equal(boundOf(last ?? 0, fluencyBounds), 5);
  assert.ok(boundOf(0, fluencyBounds) > 0, 'a bound alone puts nobody at the bottom');
});

test('a bound meets its points and is straight between them', () => {
  const points = [
    [3, 1],
    [5, 2],
  ] as const;
  assert.deepEqual(
    [2, 3, 4, 5, 6].map((at) => boundOf(at, points)),
    [1, 1, 1.5, 5, 5],
  );
});
