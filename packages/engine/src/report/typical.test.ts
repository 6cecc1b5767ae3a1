import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CEFR_LEVELS, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';
import { standingOf } from './typical.ts';

describe('usual ranges', () => {
  it('move in the stated direction from level to level', () => {
    for (const [measure, { direction, ranges }] of Object.entries(TYPICAL_RANGES)) {
      for (const [at, level] of CEFR_LEVELS.entries()) {
        const [low, high] = ranges[level];
        assert.ok(low < high, `${measure} ${level}`);
        const below = ranges[CEFR_LEVELS[Math.max(0, at - 1)]!];
        assert.ok(direction * (low + high - below[0] - below[1]) >= -1e-9, `${measure} ${level}`);
      }
    }
  });
});

describe('standingOf', () => {
  it('calls a figure unusual only outside of the range', () => {
    assert.equal(standingOf('meanLengthOfRun', 4, 'B1').size, 'usual');
    assert.equal(standingOf('meanLengthOfRun', 7, 'B1').size, 'usual');
    assert.equal(standingOf('meanLengthOfRun', 7.1, 'B1').size, 'more');
    assert.equal(standingOf('meanLengthOfRun', 3.9, 'B1').size, 'less');
  });

  it('counts fewer and shorter pauses as merit', () => {
    const { merit, size } = standingOf('silentPausesPerMinute', 22, 'B1');
    assert.equal(merit, 1);
    assert.equal(size, 'usual');
    assert.ok(standingOf('meanSilentPauseMs', 1200, 'B1').merit < -1);
  });

  it('tells the level from the side of the scale that a figure speaks for', () => {
    for (const measure of Object.keys(TYPICAL_RANGES) as TypicalMeasure[]) {
      const middle = ([low, high]: readonly [number, number]) => (low + high) / 2;
      const { A2, C1 } = TYPICAL_RANGES[measure].ranges;
      assert.ok(standingOf(measure, middle(A2), 'A2').pull < 0, measure);
      assert.ok(standingOf(measure, middle(C1), 'C1').pull > 0, measure);
      assert.ok(Math.abs(standingOf(measure, middle(C1), 'C1').merit) < 1e-9, measure);
    }
  });
});
