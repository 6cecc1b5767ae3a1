import { screen } from '@testing-library/react';
import { exampleOf, finishedPollSchema } from '@vivavoce/contract';
import { test } from 'vitest';
import { exampleRun } from '../../testing/example-run.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { PlayerProvider } from '../player/player-context.tsx';
import { CandidateCard } from './candidate-card.tsx';

test('the words of the scored speaker are counted as those that the scores rest on, those of others as said', async () => {
  const run = exampleRun('Good morning.');
  const speaker = exampleOf(finishedPollSchema.shape.transcript.shape.speakers.element);
  const speakers = [
    { ...speaker, speaker: 'speaker_0', role: 'candidate' as const, wordCount: 593 },
    { ...speaker, speaker: 'speaker_1', role: 'interviewer' as const, wordCount: 111 },
  ];
  const vocabulary = { ...run.analysis.vocabulary, words: 589 };
  renderPage(
    <PlayerProvider source={null}>
      <CandidateCard
        run={{
          ...run,
          analysis: { ...run.analysis, vocabulary },
          transcript: { ...run.transcript, speakers },
        }}
      />
    </PlayerProvider>,
  );
  await screen.findByText(/ · 589 words$/);
  screen.getByText(/ · 111 words$/);
});
