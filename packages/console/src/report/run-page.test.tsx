import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, historySchema, sessionUserSchema } from '@vivavoce/contract';
import { Route, Routes } from 'react-router';
import { test, vi } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { RunPage } from './run-page.tsx';

const RUN = exampleRun('My name is Daniel.', 'We built a bridge.');
const by = { kind: 'user', id: 'u', label: 'Ada' } as const;
const revision = (number: number) =>
  ({ number, reason: number === 1 ? 'analysis' : 'correction', createdAt: RUN.timestamp, by }) as const;

function open(path: string) {
  signedIn({ user: { ...exampleOf(sessionUserSchema), permissions: ['runs.read'] } });
  const row = { ...exampleOf(historySchema.shape.results.element) };
  apiServer.on('GET /speech/analyze/run-1', { body: { ...RUN, revision: revision(2) } });
  apiServer.on('GET /speech/analyze/run-1/history/1', { body: RUN });
  apiServer.on('GET /speech/analyze/run-1/history', {
    body: {
      results: [
        { ...row, ...revision(2), isCurrent: true },
        { ...row, ...revision(1), isCurrent: false },
      ],
    },
  });
  return renderPage(
    <Routes>
      <Route path="/runs/:id" element={<RunPage />} />
    </Routes>,
    path,
  );
}

test('an older result opens at its top', async () => {
  const scroll = vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
  const user = open('/runs/run-1');
  const link = await screen.findByRole('link', { name: /^View/ });
  scroll.mockClear();
  await user.click(link);
  await screen.findByText(/You are viewing result 1/);
  await waitFor(() => assert.ok(scroll.mock.calls.some(([x, y]) => (x as unknown) === 0 && y === 0)));
  scroll.mockRestore();
});

test('a link to a moment opens the recording there', async () => {
  open('/runs/run-1?t=97');
  await waitFor(() => assert.match(screen.getByTestId('player-time').textContent ?? '', /^1:37 /));
});
