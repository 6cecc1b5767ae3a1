import assert from 'node:assert/strict';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { exampleOf, type RunRow, runListSchema, runRowSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { RunsPage } from './runs-page.tsx';

const LIST = 'GET /speech/runs';

const row = (id: string, changes: Partial<RunRow> = {}): RunRow => ({
  ...exampleOf(runRowSchema),
  id,
  externalId: id,
  speakerName: null,
  status: 'success',
  ...changes,
});

const page = (ids: readonly string[], nextCursor: string | null) =>
  runListSchema.parse({ runs: ids.map((id) => row(id)), nextCursor });

beforeEach(() => {
  signedIn();
  apiServer.on(LIST, ({ query }) => ({
    body: query.get('cursor') === 'next' ? page(['run-c'], null) : page(['run-b', 'run-a'], 'next'),
  }));
});

const shownIds = () => screen.getAllByRole('link', { name: /^run-/ }).map(({ textContent }) => textContent);
const queries = () => apiServer.received(LIST).map(({ query }) => Object.fromEntries(query));
const sortedColumns = () =>
  screen
    .getAllByRole('columnheader')
    .filter((header) => header.hasAttribute('aria-sort'))
    .map((header) => `${header.textContent}: ${header.getAttribute('aria-sort')}`);

test('the API sorts the runs; the address and the table tell the order', async () => {
  const user = renderPage(<RunsPage />, '/runs');
  await screen.findByRole('link', { name: 'run-b' });
  assert.deepEqual(shownIds(), ['run-b', 'run-a']);
  assert.deepEqual(sortedColumns(), ['Submitted: descending']);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Lowest first');
  await waitFor(() => assert.deepEqual(sortedColumns(), ['Level: ascending']));
  assert.equal(screen.getByTestId('address').textContent, '/runs?sort=lowest');
  await waitFor(() => assert.equal(queries().length, 2));
  assert.deepEqual(queries(), [
    { sort: 'createdAt', order: 'desc', limit: '50' },
    { sort: 'overall', order: 'asc', limit: '50' },
  ]);
  assert.deepEqual(shownIds(), ['run-b', 'run-a'], 'as the API returned them');
});

test('the next page is fetched with the cursor and the same order', async () => {
  const user = renderPage(<RunsPage />, '/runs?sort=longest');
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  await screen.findByRole('link', { name: 'run-c' });
  assert.deepEqual(shownIds(), ['run-b', 'run-a', 'run-c']);
  assert.deepEqual(queries().at(-1), { sort: 'duration', order: 'desc', limit: '50', cursor: 'next' });
  assert.equal(screen.queryByRole('button', { name: 'Show more' }), null);
});

test('filters that change before the page shows the first of them add up', async () => {
  apiServer.on(LIST, { body: page([], null) });
  renderPage(<RunsPage />, '/runs');
  await screen.findByText('No recordings yet');
  act(() => {
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), { target: { value: 'failed' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'Sort by' }), { target: { value: 'longest' } });
  });
  await waitFor(() =>
    assert.equal(screen.getByTestId('address').textContent, '/runs?status=failed&sort=longest'),
  );
});

test('filters are sent to the API and kept in the address', async () => {
  apiServer.on(LIST, { body: page([], null) });
  const user = renderPage(<RunsPage />, '/runs');
  await screen.findByText('No recordings yet');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'Ada' } });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Failed');
  await screen.findByText('No matching runs');
  await waitFor(() => assert.equal(queries().at(-1)?.search, 'Ada'));
  assert.equal(queries().at(-1)?.status, 'failed');
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await screen.findByText('No recordings yet');
  assert.equal(screen.getByTestId('address').textContent, '/runs');
});

test('what waits for a person is one filter', async () => {
  const user = renderPage(<RunsPage />, '/runs');
  await screen.findByRole('link', { name: 'run-b' });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Waiting for a person' }), 'Not reviewed');
  await waitFor(() => assert.equal(queries().at(-1)?.reviewed, 'false'));
  assert.equal(screen.getByTestId('address').textContent, '/runs?attention=unreviewed');
});

test('a reviewer’s level takes the place of the machine’s, and the row says so', async () => {
  const machine = { score: 3.4, level: 'C1', source: 'analysis' } as const;
  const reviewed = row('run-r', {
    scores: { overall: 3.4, cefrLevel: 'C1' },
    headline: {
      overall: { score: 2.9, level: 'B2', source: 'review' },
      vocabulary: machine,
      fluency: machine,
      accent: machine,
    },
    review: {
      decision: 'override',
      scores: { overall: 2.9 },
      revision: 1,
      at: '2026-03-12T10:00:00.000Z',
      by: { kind: 'user', id: 'u', label: 'Ada Adler' },
    },
  });
  apiServer.on(LIST, { body: { runs: [reviewed], nextCursor: null } });
  renderPage(<RunsPage />, '/runs');
  await screen.findByText('B2');
  await screen.findByText(/Reviewed by Ada Adler/);
  assert.equal(screen.queryByText('C1'), null);
});

test('erasing names the people whose runs are erased', async () => {
  const user = renderPage(<RunsPage />, '/runs');
  await user.click(await screen.findByRole('checkbox', { name: 'Select run-a' }));
  await user.click(screen.getByRole('checkbox', { name: 'Select run-b' }));
  await user.click(screen.getByRole('button', { name: 'Erase' }));
  const dialog = await screen.findByRole('dialog', { name: 'Permanently erase 2 runs?' });
  assert.match(dialog.textContent ?? '', /run-b and run-a/);
});
