import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Phone, Word } from '../speech/timeline.ts';
import { DELIVERY_FEATURES, deliveryFeatures } from './delivery-features.ts';

type Feature = (typeof DELIVERY_FEATURES)[number];

function named(words: readonly Word[], endMs = 1000): Record<Feature, number> {
  const values = deliveryFeatures({ startMs: 0, endMs, words });
  return Object.fromEntries(DELIVERY_FEATURES.map((name, at) => [name, values[at]])) as Record<
    Feature,
    number
  >;
}

const phone = (stress: Phone['stress'], startMs: number, endMs: number, goodness: number | null): Phone => ({
  symbol: stress === null ? 'T' : 'AA',
  stress,
  startMs,
  endMs,
  goodness,
});

/** Words of a consonant and a vowel, 200 ms each, with these gaps before them. */
function wordsWithGaps(gapsMs: readonly number[], confidence = 0.9): Word[] {
  let at = 0;
  return gapsMs.map((gap) => {
    const startMs = at + gap;
    at = startMs + 200;
    const phones = [phone(null, startMs, startMs + 80, -1.5), phone(1, startMs + 80, at, -0.5)];
    return { text: 'ta', kind: 'word', confidence, startMs, endMs: at, phones };
  });
}

test('known figures come out by hand', () => {
  const features = named(wordsWithGaps([0, 0, 400, 0]));
  assert.ok(Math.abs(features.goodnessMean + 1) < 1e-12);
  assert.ok(Math.abs(features.pauseShare - 400 / 1200) < 1e-12);
  assert.ok(Math.abs(features.pausesPerSecond - 1 / 1.2) < 1e-12);
  assert.ok(Math.abs(features.logSyllableRate - Math.log(4 / 1.2 + 0.3)) < 1e-12);
  assert.ok(Math.abs(features.logArticulationRate - Math.log(4 / 0.8 + 0.3)) < 1e-12);
  assert.ok(Math.abs(features.logSyllablesPerRun - Math.log(4.5 / 2)) < 1e-12);
  assert.ok(Math.abs(features.vowelShare - 0.6) < 1e-12);
  assert.ok(Math.abs(features.vowelNpvi) < 1e-12);
  assert.equal(features.goodnessBelow1Share, 0.5);
});

test('whatever was heard, all features are finite numbers and shares lie within 0 and 1', () => {
  const anyWords = fc
    .array(
      fc.record({
        gap: fc.nat(3000),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        silent: fc.boolean(),
      }),
    )
    .map((parts) =>
      wordsWithGaps(parts.map(({ gap }) => gap)).map((word, at) => ({
        ...word,
        confidence: parts[at]?.confidence ?? 0,
        phones: parts[at]?.silent ? [] : word.phones,
      })),
    );
  fc.assert(
    fc.property(anyWords, fc.nat(30_000), (words, endMs) => {
      const features = named(words, endMs);
      for (const [name, value] of Object.entries(features)) {
        assert.ok(Number.isFinite(value), name);
        if (name.endsWith('Share')) assert.ok(value >= 0 && value <= 1, name);
      }
    }),
  );
});

test('the same speech said again does not change the features, since none grows with length', () => {
  const once = wordsWithGaps([200, 0, 400, 100]);
  const twice = wordsWithGaps([200, 0, 400, 100, 200, 0, 400, 100]);
  const [short, long] = [named(once), named(twice)];
  for (const name of DELIVERY_FEATURES.filter((one) => !/Run|Rate|pause/.test(one)))
    assert.ok(Math.abs(short[name] - long[name]) < 1e-9, name);
});

test('silence put in between words makes speech slower and its runs shorter', () => {
  const gaps = fc.array(fc.nat(500), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(gaps, fc.nat(), (before, seed) => {
      const at = 1 + (seed % (before.length - 1));
      const [fluent, paused] = [before, before.with(at, (before[at] ?? 0) + 600)].map((own) =>
        named(wordsWithGaps(own)),
      );
      assert.ok(fluent !== undefined && paused !== undefined);
      assert.ok(paused.logSyllableRate < fluent.logSyllableRate);
      assert.ok(paused.pauseShare > fluent.pauseShare);
      assert.ok(paused.logSyllablesPerRun <= fluent.logSyllablesPerRun);
    }),
  );
});
