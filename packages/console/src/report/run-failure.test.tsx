import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import { exampleOf, type PollResponse, pollResponseSchema } from '@vivavoce/contract';
import { afterAll, test } from 'vitest';
import { changeLanguage } from '../i18n/setup.ts';
import { renderPage } from '../testing/render-page.tsx';
import { RunFailure } from './run-failure.tsx';

type FailedRun = Extract<PollResponse, { status: 'failed' }>;

const MESSAGE = 'No speech was found in 181 seconds of sound';

afterAll(() => changeLanguage('en'));

test('why a run failed is said in the reader’s language, the engine’s own sentence marked as English', async () => {
  await changeLanguage('fr');
  const run = {
    ...(exampleOf(pollResponseSchema) as FailedRun),
    status: 'failed',
    error: { code: 'NO_SPEECH_DETECTED', message: MESSAGE },
  } satisfies FailedRun;
  renderPage(<RunFailure run={run} />);
  await screen.findByText(/^Aucune parole n’a été trouvée dans l’enregistrement\. /);
  assert.equal(screen.getByText(MESSAGE).lang, 'en');
});
