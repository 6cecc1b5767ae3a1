import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WARNING_CODES } from '@vivavoce/contract';
import { reviewAdvice, WIDE_INTERVAL } from './review.ts';

const interval = (width: number) => ({ low: 0, high: width, level: 0.9 as const });
const sure = {
  warnings: [],
  candidateConfidence: 'high' as const,
  intervals: { vocabulary: interval(1), fluency: interval(1), accent: interval(1) },
};

describe('advice on listening', () => {
  it('asks nobody to listen when everything is sure', () => {
    assert.deepEqual(reviewAdvice(sure), { recommended: false, reasons: [] });
    const notices = [{ code: 'NARROW_BAND' as const }, { code: 'MEMORISED_OR_READ' as const }];
    assert.equal(reviewAdvice({ ...sure, warnings: notices }).recommended, false);
  });

  it('asks for a person where nobody has rated such speech', () => {
    const { reasons } = reviewAdvice({ ...sure, warnings: [{ code: 'ABOVE_CALIBRATED_RANGE' }] });
    assert.deepEqual(reasons, ['A score lies above the levels that people have rated.']);
  });

  it('asks for a person when the candidate is not certain, once', () => {
    const uncertain = { ...sure, candidateConfidence: 'low' as const };
    assert.deepEqual(reviewAdvice({ ...uncertain, warnings: [{ code: 'CANDIDATE_UNCERTAIN' }] }).reasons, [
      'It is not certain which speaker is the candidate.',
    ]);
    assert.ok(reviewAdvice({ ...sure, candidateConfidence: 'medium' }).recommended);
  });

  it('asks for a person when an estimate says too little, and names it', () => {
    const wide = interval(WIDE_INTERVAL + 0.01);
    const one = reviewAdvice({ ...sure, intervals: { ...sure.intervals, accent: wide } });
    assert.deepEqual(one.reasons, ['The interval of accent is wider than two levels.']);
    const two = reviewAdvice({ ...sure, intervals: { ...sure.intervals, accent: wide, fluency: wide } });
    assert.deepEqual(two.reasons, ['The intervals of fluency and accent are wider than two levels each.']);
    const within = reviewAdvice({
      ...sure,
      intervals: { ...sure.intervals, accent: interval(WIDE_INTERVAL) },
    });
    assert.equal(within.recommended, false);
  });

  it('asks for a person when nothing was scored, even without a warning', () => {
    const intervals = { vocabulary: null, fluency: null, accent: null };
    assert.deepEqual(reviewAdvice({ ...sure, intervals }).reasons, ['No score was made.']);
  });

  it('writes each reason once, as a sentence, whatever was noticed', () => {
    const warnings = WARNING_CODES.map((code) => ({ code }));
    const { reasons } = reviewAdvice({ ...sure, warnings, candidateConfidence: 'low' });
    assert.equal(new Set(reasons).size, reasons.length);
    for (const reason of reasons) assert.match(reason, /^[A-Z][^.]*\.$/);
  });
});
