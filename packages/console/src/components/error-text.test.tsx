import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import type { RequestErrorCode } from '@vivavoce/contract';
import { VivavoceConnectionError, VivavoceError } from '@vivavoce/sdk/console';
import { afterAll, beforeAll, test } from 'vitest';
import { changeLanguage } from '../i18n/setup.ts';
import { renderPage } from '../testing/render-page.tsx';
import { ErrorText } from './error-text.tsx';

const refused = (code: RequestErrorCode, message: string) =>
  new VivavoceError(400, { code, message, timestamp: '2026-03-12T10:00:00.000Z' });

beforeAll(() => changeLanguage('de'));
afterAll(() => changeLanguage('en'));

test('what the API refuses is said in the reader’s language, without names of its fields', async () => {
  renderPage(<ErrorText error={refused('WEAK_PASSWORD', 'password: A password has 12 to 200 characters')} />);
  await screen.findByText(/^Dieses Passwort ist zu leicht zu erraten/);
  assert.equal(screen.queryByText(/password:/), null);
});

test('a message whose details matter stays as it is, marked as English', async () => {
  const message = 'https://10.0.0.1 cannot be a webhook. The address is private';
  renderPage(<ErrorText error={refused('INVALID_WEBHOOK_URL', message)} />);
  assert.equal((await screen.findByText(message)).lang, 'en');
});

test('a server that does not answer is no riddle of the browser', async () => {
  renderPage(<ErrorText error={new VivavoceConnectionError('fetch failed')} />);
  await screen.findByText('Der Server antwortet nicht');
});
