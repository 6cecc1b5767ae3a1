import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { scoreFields } from '../result/score-fields.ts';
import { clock, decimal, percent, seconds, whole } from './figures.ts';

describe('figures', () => {
  it('are written as people write them', () => {
    assert.deepEqual([0, 999, 1203.6, 1_234_567].map(whole), ['0', '999', '1,204', '1,234,567']);
    assert.deepEqual([0, 0.425, 1].map(percent), ['0', '43', '100']);
    assert.deepEqual([250, 1840].map(seconds), ['0.3', '1.8']);
    assert.deepEqual([0, 59_999, 61_000, 3_661_000].map(clock), ['0:00', '0:59', '1:01', '1:01:01']);
  });

  it('show a score in a sentence as it stands among the scores', () => {
    const shown = (estimate: number) => {
      const made = { estimate, interval: { low: 0, high: 5, level: 0.9 as const } };
      return scoreFields({ vocabulary: made, fluency: made, accent: made, overall: made }).vocabulary;
    };
    assert.equal(decimal(1.45), '1.5');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), (hundredths) => {
        assert.equal(Number(decimal(hundredths / 100)), shown(hundredths / 100));
      }),
      { numRuns: 501 },
    );
  });
});
