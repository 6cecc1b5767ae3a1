import assert from 'node:assert/strict';
import { screen, within } from '@testing-library/react';
import type { Answer } from '@vivavoce/contract';
import { test } from 'vitest';
import { recordingOfRun } from '../../api/recording.ts';
import { exampleRun } from '../../testing/example-run.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { PlayerProvider } from '../player/player-context.tsx';
import { AnswersPanel } from './answers-panel.tsx';

const RUN = exampleRun('Tell me about you.', 'I build bridges.');
const SCORE = { score: 2.9, level: 'B2', interval: { low: 2.2, high: 3.6, level: 0.9 } } as const;
const ANSWER: Answer = {
  question: { speaker: 'speaker_1', startMs: 0, endMs: 2000, text: 'What do you build?' },
  startMs: 10_000,
  endMs: 75_000,
  latencyMs: 1400,
  words: 128,
  speakingTimeMs: 60_000,
  wordsPerMinute: 128,
  silentPausesPerMinute: 20,
  scores: { vocabulary: SCORE, fluency: SCORE, accent: null },
  best: { startMs: 12_000, endMs: 20_000, text: 'I build bridges' },
  weakest: null,
};

function show(answers: Answer[] | undefined) {
  const run = { ...RUN, analysis: { ...RUN.analysis, answers } };
  return renderPage(
    <PlayerProvider source={recordingOfRun('run-1')}>
      <AnswersPanel run={run} />
    </PlayerProvider>,
  );
}

test('each answer shows its question, length, latency, levels and its best part', async () => {
  show([ANSWER, { ...ANSWER, startMs: 80_000, question: null, latencyMs: null }]);
  const [first, second] = within(await screen.findByRole('region', { name: 'Question by question' }))
    .getAllByRole('listitem')
    .filter((item) => within(item).queryByRole('heading') !== null);
  assert.ok(first && second);
  within(first).getByRole('heading', { name: '1. “What do you build?”' });
  within(first).getByText('1:05 long · 128 words · 128 words/min · begins after 1.4 s');
  assert.equal(within(first).getAllByText('B1 to C1').length, 2);
  within(first).getByText('too short to score');
  within(first).getByRole('button', { name: /strongest part/ });
  within(second).getByRole('heading', { name: '2. No question before it' });
});

test('results from before answers existed have no such panel', async () => {
  show(undefined);
  await screen.findByTestId('address');
  assert.equal(screen.queryByRole('region', { name: 'Question by question' }), null);
});
