import assert from 'node:assert/strict';
import { screen, within } from '@testing-library/react';
import { test } from 'vitest';
import { exampleRun } from '../../testing/example-run.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { PlayerProvider } from '../player/player-context.tsx';
import { DimensionCard } from './dimension-card.tsx';

const EXAMPLE = exampleRun('I speak.');
const RUN = {
  ...EXAMPLE,
  analysis: {
    ...EXAMPLE.analysis,
    contributions: {
      vocabulary: {
        reference: 1.4,
        features: [
          { feature: 'wordChoice' as const, points: 0.62 },
          { feature: 'reach' as const, points: -0.41 },
          { feature: 'variety' as const, points: 0.02 },
        ],
      },
      fluency: null,
      accent: null,
    },
  },
};

const show = () =>
  renderPage(
    <PlayerProvider source={null}>
      <DimensionCard run={RUN} dimension="vocabulary" />
    </PlayerProvider>,
  );

test('what moved a score comes first, each with its direction and weight', async () => {
  show();
  const title = await screen.findByRole('heading', { name: 'What moved this score' });
  const rows = within(title.parentElement as HTMLElement).getAllByRole('listitem');
  assert.deepEqual(
    rows.map((row) => row.dataset.direction),
    ['up', 'down', 'none'],
  );
  for (const [at, words] of [
    /Choice of everyday words.*\+0\.6$/,
    /Reach.*−0\.4$/,
    /Variety.*no difference$/,
  ].entries()) {
    assert.match(rows[at]?.textContent ?? '', words);
  }
});

test('measures follow in the order of their weight; one that no score uses says so and comes last', async () => {
  show();
  await screen.findByRole('heading', { name: 'What moved this score' });
  const measures = screen
    .getAllByRole('heading', { level: 4, hidden: true })
    .map(({ parentElement }) => parentElement?.parentElement as HTMLElement)
    .filter((row) => row.tagName === 'LI');
  const isUnused = (row: HTMLElement) => within(row).queryByText('Not used in any score.') !== null;
  assert.ok(measures.length > 2);
  assert.ok(!isUnused(measures[0] as HTMLElement));
  const firstUnused = measures.findIndex(isUnused);
  assert.ok(firstUnused > 0, 'a figure that no score uses is there and labelled');
  assert.ok(measures.slice(firstUnused).every(isUnused));
});
