import assert from 'node:assert/strict';
import { screen, within } from '@testing-library/react';
import {
  candidateRequestSchema,
  exampleOf,
  type RunRow,
  runRowSchema,
  sessionUserSchema,
} from '@vivavoce/contract';
import { test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { ToDoList } from './to-do-list.tsx';

const row = (name: string): RunRow => ({
  ...exampleOf(runRowSchema),
  id: name,
  externalId: name,
  speakerName: null,
  status: 'success',
});

test('each list leads to the runs that wait for a person, and says how many there are', async () => {
  signedIn({
    user: { ...exampleOf(sessionUserSchema), permissions: ['runs.read', 'requests.manage'] },
  });
  apiServer.on('GET /candidate-requests', {
    body: { requests: [exampleOf(candidateRequestSchema)], members: [] },
  });
  apiServer.on('GET /speech/runs', ({ query }) => ({
    body: {
      runs: query.get('shouldListen') === 'true' ? [row('cand-1'), row('cand-2')] : [],
      nextCursor: null,
    },
  }));
  renderPage(<ToDoList hasRuns />);
  const listen = await screen.findByRole('link', { name: /^Should be listened to\s*2$/ });
  assert.equal(listen.getAttribute('href'), '/runs?attention=listen');
  await screen.findByRole('link', { name: 'cand-1' });
  const requests = await screen.findByRole('link', { name: /^Requests from candidates\s*1$/ });
  assert.equal(requests.getAttribute('href'), '/requests');
  const failed = (await screen.findByRole('link', { name: /^Failed/ })).closest('li') as HTMLElement;
  await within(failed).findByText('Nothing is waiting here.');
  const asked = apiServer.received('GET /speech/runs').map(({ query }) => Object.fromEntries(query));
  assert.ok(asked.some(({ reviewed, shouldListen }) => reviewed === 'false' && shouldListen === 'true'));
  assert.ok(asked.some(({ status }) => status === 'failed'));
});
