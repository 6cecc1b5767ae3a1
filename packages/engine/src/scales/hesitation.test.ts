import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordAt } from '../measures/timeline.fixture.ts';
import { boundOf, cappedAt, markedSilences, soundsPrepared } from './hesitation.ts';
import { loadScoreModels } from './score-models.ts';

const { fluencyBounds } = (await loadScoreModels()).words;
const level = fc.double({ min: -2, max: 12, noNaN: true });
const score = fc.double({ min: 0, max: 5, noNaN: true });

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

test('speech sounds prepared when 200 words and more hold hardly any hesitation', () => {
  const rates = { fillersPer100: 0.2, repetitionsPer100: 0.1, repairsPer100: 0.1 };
  const all = { ...rates, retractedWordsPer100: 0.2, wordsPerUtterance: 10 };
  assert.ok(soundsPrepared(all, 200));
  assert.ok(!soundsPrepared(all, 199));
  assert.ok(!soundsPrepared({ ...all, repairsPer100: 0.2 }, 200));
  assert.ok(!soundsPrepared(null, 0));
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

test('holding a judgement down never raises it and keeps it inside its interval', () => {
  fc.assert(
    fc.property(score, score, score, score, (estimate, below, above, bound) => {
      const interval = {
        low: Math.max(0, estimate - below),
        high: Math.min(5, estimate + above),
        level: 0.9 as const,
      };
      const { score: held } = cappedAt(bound, {
        score: { estimate, interval },
        isAboveCalibratedRange: true,
      });
      assert.equal(held.estimate, Math.min(estimate, bound));
      assert.ok(held.interval.low <= held.estimate && held.estimate <= held.interval.high);
      assert.ok(
        held.interval.high - held.interval.low >= interval.high - interval.low - 1e-9 ||
          held.interval.low === 0,
      );
    }),
  );
});
