import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import { exampleOf, type PollResponse, pollResponseSchema, sessionUserSchema } from '@vivavoce/contract';
import { afterAll, test } from 'vitest';
import { changeLanguage } from '../i18n/setup.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { RunFailure } from './run-failure.tsx';

type FailedRun = Extract<PollResponse, { status: 'failed' }>;

const MESSAGE = 'No speech was found in 181 seconds of sound';

const failedRun = (code: FailedRun['error']['code'], message: string): FailedRun => ({
  ...(exampleOf(pollResponseSchema) as FailedRun),
  metadata: { candidate: 'Ada Example' },
  externalId: 'cand-7',
  status: 'failed',
  error: { code, message },
});

afterAll(() => changeLanguage('en'));

test('a failed run says whose it is, and can be erased by who may', async () => {
  signedIn({ user: { ...exampleOf(sessionUserSchema), permissions: ['runs.read', 'runs.erase'] } });
  renderPage(<RunFailure run={failedRun('AUDIO_DECODE_FAILED', 'The sound cannot be decoded')} />);
  await screen.findByRole('heading', { level: 1, name: 'Ada Example' });
  screen.getByText(/ · cand-7$/);
  screen.getByRole('heading', { level: 2, name: 'This recording could not be scored' });
  assert.equal(screen.queryByText('AUDIO_DECODE_FAILED'), null);
  await screen.findByRole('button', { name: 'Erase' });
  assert.equal(screen.queryByRole('link', { name: 'Analyse another recording' }), null, 'not for readers');
});

test('why a run failed is said in the reader’s language, the engine’s own sentence marked as English', async () => {
  await changeLanguage('fr');
  signedIn();
  renderPage(<RunFailure run={failedRun('NO_SPEECH_DETECTED', MESSAGE)} />);
  await screen.findByText(/^Aucune parole n’a été trouvée dans l’enregistrement\. /);
  assert.equal(screen.getByText(MESSAGE).lang, 'en');
});
