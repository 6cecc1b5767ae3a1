import assert from 'node:assert/strict';
import { cleanup, screen } from '@testing-library/react';
import { CEFR_LEVELS, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';
import { test } from 'vitest';
import { renderPage } from '../../testing/render-page.tsx';
import { TypicalRangeChart } from './typical-range-chart.tsx';

const MEASURES = Object.keys(TYPICAL_RANGES) as TypicalMeasure[];

/** The sentence under a ruler, or null. */
async function sentenceAt(measure: TypicalMeasure, value: number, level: (typeof CEFR_LEVELS)[number]) {
  renderPage(<TypicalRangeChart typical={{ measure, value, show: String }} level={level} />);
  await screen.findByRole('img', { name: /^This recording: / });
  const text = screen.queryByText(/than is typical at/)?.textContent ?? null;
  cleanup();
  return text;
}

test('a ruler that contradicts its level has a sentence that says why, at every level and for every measure', async () => {
  for (const measure of MEASURES) {
    for (const level of CEFR_LEVELS) {
      const [low, high] = TYPICAL_RANGES[measure].ranges[level];
      const why = 'The score rests on several figures together.';
      assert.equal(await sentenceAt(measure, low - 0.01, level), `Less than is typical at ${level}. ${why}`);
      assert.equal(await sentenceAt(measure, high + 0.01, level), `More than is typical at ${level}. ${why}`);
      assert.equal(await sentenceAt(measure, (low + high) / 2, level), null);
    }
  }
});
