import assert from 'node:assert/strict';
import { screen, waitFor, within } from '@testing-library/react';
import {
  type CandidateRequest,
  candidateRequestListSchema,
  candidateRequestSchema,
  exampleOf,
} from '@vivavoce/contract';
import { test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { CandidateRequestsPage } from './candidate-requests-page.tsx';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const request = (changes: Partial<CandidateRequest>): CandidateRequest => ({
  ...exampleOf(candidateRequestSchema),
  kind: 'contest',
  state: 'open',
  outcome: null,
  answer: null,
  answeredAt: null,
  closedAt: null,
  owner: null,
  ...changes,
});

function show(requests: readonly CandidateRequest[]) {
  signedIn();
  const members = [{ id: 'user-1', name: 'Rosa Diaz' }];
  apiServer.on('GET /candidate-requests', { body: candidateRequestListSchema.parse({ requests, members }) });
  return renderPage(<CandidateRequestsPage />, '/requests');
}

const sent = (operation: `${string} /${string}`) =>
  apiServer.received(operation).map(({ body }) => JSON.parse(String(body)) as unknown);

test('what is late or due soon is said in words, and an owner is chosen', async () => {
  const user = show([
    request({ id: 'a', externalId: 'cand-1', dueAt: inDays(-2) }),
    request({ id: 'b', externalId: 'cand-2', dueAt: inDays(3), kind: 'person' }),
    request({ id: 'c', externalId: 'cand-3', dueAt: inDays(20), kind: 'erasure' }),
  ]);
  const rows = (await screen.findAllByRole('row')).slice(1).map(({ textContent }) => textContent ?? '');
  assert.match(rows[0] ?? '', /^Overdue since .*Contest a score.*cand-1/);
  assert.match(rows[1] ?? '', /^Due soon: .*Have a person listen.*cand-2/);
  assert.doesNotMatch(rows[2] ?? '', /Overdue|soon/);
  assert.deepEqual(
    apiServer.received('GET /candidate-requests').map(({ query }) => query.get('state')),
    ['open'],
  );
  apiServer.on('PATCH /candidate-requests/a', { body: request({ id: 'a' }) });
  const owner = screen.getByRole('combobox', { name: 'Owner of the request from cand-1: Contest a score' });
  await user.selectOptions(owner, 'Rosa Diaz');
  await waitFor(() => assert.deepEqual(sent('PATCH /candidate-requests/a'), [{ ownerId: 'user-1' }]));
});

test('an answer needs its words; granted erasure says what it does and needs none', async () => {
  const user = show([
    request({ id: 'a', externalId: 'cand-1', message: 'The line was bad.', atMs: 65_000, score: 'accent' }),
    request({ id: 'c', externalId: 'cand-3', kind: 'erasure' }),
  ]);
  for (const id of ['a', 'c'] as const)
    apiServer.on(`POST /candidate-requests/${id}/answer`, { body: request({ id, state: 'closed' }) });
  await user.click(await screen.findByRole('button', { name: 'Open: cand-1, Contest a score' }));
  const contest = within(await screen.findByRole('dialog'));
  contest.getByText('The line was bad.');
  contest.getByText(/Accent · at 1:05/);
  await user.click(contest.getByRole('radio', { name: 'Decline' }));
  await user.type(contest.getByRole('textbox', { name: /Answer to the candidate/ }), 'We listened again.');
  await user.click(contest.getByRole('button', { name: 'Send the answer' }));
  await waitFor(() =>
    assert.deepEqual(sent('POST /candidate-requests/a/answer'), [
      { decision: 'declined', answer: 'We listened again.' },
    ]),
  );
  await waitFor(() => assert.ok(screen.queryByRole('dialog') === null));
  await user.click(screen.getByRole('button', { name: 'Open: cand-3, Erase everything' }));
  const erasure = within(await screen.findByRole('dialog'));
  erasure.getByText(/permanently erases the recording/);
  await user.click(erasure.getByRole('button', { name: 'Erase and close' }));
  await waitFor(() =>
    assert.deepEqual(sent('POST /candidate-requests/c/answer'), [{ decision: 'granted', answer: null }]),
  );
});
