import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Calibration, calibrationCurveSchema, calibrationSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import engine from '../../package.json' with { type: 'json' };
import { adjustedScore, calibrateScores, scoreScaleOf } from './calibration.ts';
import type { EstimatedScore } from './estimates.ts';
import type { CandidateScores } from './score-candidate.ts';

const MODELS = [
  { name: 'phones', sha256: 'aa' },
  { name: 'score-speech', sha256: 'bb' },
];
const SCALE = scoreScaleOf({ engineVersion: engine.version, models: MODELS });
/** Points of a curve that begins and ends on the score itself and never falls. */
const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
    minLength: 3,
    maxLength: 8,
  })
  .map((drawn) => {
    const froms = [...new Set(drawn.map(([from]) => from))].sort((a, b) => a - b);
    const [low, high] = [froms[0] ?? 0, froms.at(-1) ?? 0];
    const tos = drawn.map(([, to]) => Math.min(high, Math.max(low, to))).sort((a, b) => a - b);
    return froms.map((from, at) => ({
      from: from / 20,
      to: (at === 0 ? low : from === high ? high : (tos[at] ?? high)) / 20,
    }));
  })
  .filter((made) => made.length >= 3);
const score = fc.double({ min: 0, max: 5, noNaN: true });

test('a curve never reverses the order of two scores, and leaves what lies outside of it as it is', () => {
  fc.assert(
    fc.property(points, score, score, (curve, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      assert.ok(adjustedScore(curve, low) <= adjustedScore(curve, high));
      const [first, last] = [curve[0]?.from ?? 0, curve.at(-1)?.from ?? 5];
      for (const one of [a, b]) {
        const to = adjustedScore(curve, one);
        if (one <= first || one >= last) assert.equal(to, one);
        else assert.ok(first <= to && to <= last);
      }
    }),
  );
});

test('scores of one curve do not jump: a small step makes a step of bounded size', () => {
  fc.assert(
    fc.property(points, score, (curve, at) => {
      const step = 1e-6;
      const moved = adjustedScore(curve, Math.min(5, at + step)) - adjustedScore(curve, at);
      // Points lie at least 0.05 apart and at most 5 above each other.
      assert.ok(moved <= (5 / 0.05) * step + 1e-9, `${moved}`);
    }),
  );
});

const estimated = (estimate: number): EstimatedScore => ({
  estimate,
  interval: { low: estimate - 0.5, high: estimate + 0.5, level: 0.9 },
});
const SCORED: CandidateScores = {
  scores: {
    vocabulary: estimated(3),
    fluency: estimated(3),
    accent: estimated(3),
    overall: estimated(3),
  },
  accent: { intelligibility: 3, phoneAccuracy: 3, prosody: { stressAndIntonation: 3, delivery: 3 } },
  vocabularyContributions: null,
  contributions: null,
  isCappedByHesitation: false,
  warnings: [],
};
const CALIBRATION: Calibration = calibrationSchema.parse({
  id: '5c4f8e56-1f6e-4f0e-9d0e-0d7f4f4f0a11',
  createdAt: '2026-11-29T12:00:00.000Z',
  scale: SCALE,
  ratings: 60,
  raters: 2,
  curves: {
    fluency: {
      candidates: 60,
      points: [
        { from: 1, to: 1 },
        { from: 3, to: 2 },
        { from: 4, to: 4 },
      ],
    },
  },
});

test('a calibration adjusts score, interval and the overall score, and keeps what was before', () => {
  const request = { calibration: CALIBRATION, accentWeight: 1 };
  const { scores, calibrated } = calibrateScores(SCORED, request, MODELS);
  assert.deepEqual(scores.fluency, { estimate: 2, interval: { low: 1.75, high: 3, level: 0.9 } });
  assert.equal(scores.vocabulary, SCORED.scores.vocabulary);
  assert.equal(scores.overall?.estimate, 8 / 3);
  assert.deepEqual(calibrated, { calibration: CALIBRATION, unadjusted: SCORED.scores });
});

test('scores of other weights or of another version are not adjusted', () => {
  const request = { calibration: CALIBRATION, accentWeight: 1 };
  const others = [{ name: 'score-speech', sha256: 'cc' }];
  assert.equal(calibrateScores(SCORED, request, others), SCORED);
  const older = { ...CALIBRATION, scale: scoreScaleOf({ engineVersion: '0.0.9', models: MODELS }) };
  assert.equal(calibrateScores(SCORED, { ...request, calibration: older }, MODELS), SCORED);
  assert.equal(calibrateScores(SCORED, { accentWeight: 1 }, MODELS), SCORED);
});

test('the scale is that of the score weights and of the version without its patch', () => {
  const scaleOf = (engineVersion: string, models = MODELS) => scoreScaleOf({ engineVersion, models });
  assert.equal(scaleOf('1.2.3'), scaleOf('1.2.9', [...MODELS, { name: 'candidate', sha256: 'x' }]));
  assert.notEqual(scaleOf('1.2.3'), scaleOf('1.3.0'));
});

test('a curve that falls, jumps at its ends or has too few people behind it is refused', () => {
  const curve = (...pairs: [number, number][]) => ({
    candidates: 60,
    points: pairs.map(([from, to]) => ({ from, to })),
  });
  assert.ok(calibrationCurveSchema.safeParse(curve([1, 1], [2, 2.5], [3, 3])).success);
  for (const wrong of [
    curve([1, 1], [2, 2.5], [2.5, 2.4], [3, 3]),
    curve([1, 1.5], [2, 2.5], [3, 3]),
    curve([1, 1], [2, 2.5], [3, 2.5]),
    { ...curve([1, 1], [2, 2.5], [3, 3]), candidates: 49 },
  ]) {
    assert.ok(!calibrationCurveSchema.safeParse(wrong).success, JSON.stringify(wrong));
  }
});
