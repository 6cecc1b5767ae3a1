import assert from 'node:assert/strict';
import { act, screen } from '@testing-library/react';
import { exampleOf, healthResponseSchema } from '@vivavoce/contract';
import { VivavoceConnectionError, VivavoceError } from '@vivavoce/sdk/console';
import { useState } from 'react';
import { afterEach, test, vi } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage } from '../testing/render-page.tsx';
import { ErrorNotice } from './error-notice.tsx';

/** A page whose server was away when it loaded. */
function Page() {
  const [isThere, setThere] = useState(false);
  if (isThere) return <p>Loaded</p>;
  return <ErrorNotice error={new VivavoceConnectionError('refused')} onRetry={() => setThere(true)} />;
}

function goOnline(isOnline: boolean) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
  act(() => void window.dispatchEvent(new Event(isOnline ? 'online' : 'offline')));
}

afterEach(() => vi.restoreAllMocks());

test('a page of a browser that is offline says so, and loads by itself once it is not', async () => {
  apiServer.on('GET /health', { body: exampleOf(healthResponseSchema) });
  renderPage(<Page />);
  await screen.findByRole('heading', { name: 'The server does not answer' });
  goOnline(false);
  await screen.findByRole('heading', { name: 'You are offline' });
  goOnline(true);
  await screen.findByText('Loaded');
});

test('what is not there is told in the language of the page, without a button that could not help', async () => {
  const error = new VivavoceError(404, {
    code: 'NOT_FOUND',
    message: 'There is no such run',
    requestId: 'req_1',
    timestamp: '2026-03-12T10:00:00.000Z',
  });
  renderPage(
    <ErrorNotice error={error} onRetry={() => {}} isPage>
      <a href="/runs">Runs</a>
    </ErrorNotice>,
  );
  await screen.findByRole('heading', { name: 'Page not found', level: 1 });
  screen.getByRole('link', { name: 'Runs' });
  screen.getByText('The address may be wrong, or the content was erased.');
  assert.ok(screen.queryByRole('button', { name: 'Try again' }) === null);
});
