import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ERROR_CORRELATIONS, type ErrorPart, jointDistance } from './error-correlations.ts';
import { DIMENSIONS, type EstimatedScore } from './estimates.ts';
import { overallScore } from './overall.ts';

const NONE = { accentFluency: 0, vocabularyFluency: 0, vocabularyAccent: 0 };
const FULL = { accentFluency: 1, vocabularyFluency: 1, vocabularyAccent: 1 };
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const correlations = fc.record({ accentFluency: unit, vocabularyFluency: unit, vocabularyAccent: unit });
const distances = fc.tuple(...DIMENSIONS.map(() => fc.double({ min: 0, max: 5, noNaN: true })));

function partsOf(values: readonly number[], open: readonly boolean[] = []): ErrorPart[] {
  return DIMENSIONS.map((dimension, at) => ({
    dimension,
    share: 1 / DIMENSIONS.length,
    distance: values[at] ?? 0,
    isOpen: open[at] ?? false,
  }));
}

test('intervals together are never narrower than independent errors give, nor wider than errors to one side', () => {
  fc.assert(
    fc.property(distances, correlations, (values, between) => {
      const joint = jointDistance(partsOf(values), between);
      const independent = Math.hypot(...values) / DIMENSIONS.length;
      const sameSide = values.reduce((sum, value) => sum + value, 0) / DIMENSIONS.length;
      assert.ok(joint >= independent - 1e-9 && joint <= sameSide + 1e-9);
      assert.ok(Math.abs(jointDistance(partsOf(values), NONE) - independent) < 1e-9);
      assert.ok(Math.abs(jointDistance(partsOf(values), FULL) - sameSide) < 1e-6);
    }),
  );
});

test('the more errors go together, the wider', () => {
  const pair = fc.constantFrom('accentFluency', 'vocabularyFluency', 'vocabularyAccent');
  fc.assert(
    fc.property(distances, correlations, pair, unit, (values, between, name, other) => {
      const wider = jointDistance(partsOf(values), { ...between, [name]: Math.max(between[name], other) });
      assert.ok(wider >= jointDistance(partsOf(values), between) - 1e-9);
    }),
  );
});

test('each correlation counts for its own pair', () => {
  const pairs = { vocabularyFluency: [1, 1, 0], vocabularyAccent: [1, 0, 1], accentFluency: [0, 1, 1] };
  for (const [name, values] of Object.entries(pairs)) {
    const joint = jointDistance(partsOf(values), { ...NONE, [name]: 0.5 });
    assert.ok(Math.abs(joint - Math.sqrt(1 + 1 + 2 * 0.5) / 3) < 1e-9, name);
  }
});

test('an open end is taken in full', () => {
  fc.assert(
    fc.property(distances, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), (values, open) => {
      const inFull = values.reduce((sum, value, at) => sum + (open[at] ? value : 0), 0) / DIMENSIONS.length;
      const rest = partsOf(values).filter((_, at) => !open[at]);
      assert.ok(Math.abs(jointDistance(partsOf(values, open)) - inFull - jointDistance(rest)) < 1e-9);
    }),
  );
});

test('the correlations can belong to three errors, and the pair without data has the highest that can', () => {
  const { accentFluency: a, vocabularyFluency: b, vocabularyAccent: c } = ERROR_CORRELATIONS;
  for (const one of [a, b, c]) assert.ok(one >= 0 && one <= 1);
  const determinant = 1 + 2 * a * b * c - a * a - b * b - c * c;
  assert.ok(Math.abs(determinant) < 0.005, `${determinant}`);
});

test('the overall interval is narrower than the mean of three, and open where all three are', () => {
  const closed: EstimatedScore = { estimate: 2.5, interval: { low: 1.9, high: 3.1, level: 0.9 } };
  const open: EstimatedScore = { estimate: 4, interval: { low: 3.4, high: 5, level: 0.9 } };
  const of = (one: EstimatedScore, vocabulary = one) =>
    overallScore({ vocabulary, fluency: one, accent: one });
  const [made, atTop, mixed] = [of(closed), of(open), of(closed, open)];
  assert.ok(made !== null && atTop !== null && mixed !== null);
  assert.ok(made.interval.low > 1.9 && made.interval.low < 2.5 - 0.6 / Math.sqrt(3));
  assert.ok(Math.abs(made.interval.high - made.estimate - (made.estimate - made.interval.low)) < 1e-9);
  assert.equal(atTop.interval.high, 5);
  assert.ok(mixed.interval.high - mixed.estimate >= (5 - 4) / 3 + 0.6 / 3);
});
