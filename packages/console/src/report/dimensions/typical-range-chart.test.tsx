import assert from 'node:assert/strict';
import { screen, within } from '@testing-library/react';
import { CEFR_LEVELS, TYPICAL_RANGES, type TypicalMeasure } from '@vivavoce/contract';
import { test } from 'vitest';
import { renderPage } from '../../testing/render-page.tsx';
import { TypicalRangeChart } from './typical-range-chart.tsx';

const MEASURES = Object.keys(TYPICAL_RANGES) as TypicalMeasure[];

const WHY = 'The score rests on several figures together.';

/** Below, above and within what is typical, with the sentence for each. */
const RULERS = MEASURES.flatMap((measure) =>
  CEFR_LEVELS.flatMap((level) => {
    const [low, high] = TYPICAL_RANGES[measure].ranges[level];
    return [
      { measure, level, value: low - 0.01, sentence: `Less than is typical at ${level}. ${WHY}` },
      { measure, level, value: high + 0.01, sentence: `More than is typical at ${level}. ${WHY}` },
      { measure, level, value: (low + high) / 2, sentence: null },
    ];
  }),
);

test('a ruler that contradicts its level has a sentence that says why, at every level and for every measure', async () => {
  renderPage(
    RULERS.map(({ measure, level, value }) => (
      <div key={`${measure} ${level} ${value}`} data-testid="ruler">
        <TypicalRangeChart typical={{ measure, value, show: String }} level={level} />
      </div>
    )),
  );
  const drawn = await screen.findAllByTestId('ruler');
  assert.equal(drawn.length, RULERS.length);
  for (const [at, { sentence }] of RULERS.entries()) {
    const ruler = within(drawn[at]!);
    ruler.getByRole('img', { name: /^This recording: / });
    assert.equal(ruler.queryByText(/than is typical at/)?.textContent ?? null, sentence);
  }
});
