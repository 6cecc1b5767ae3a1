import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, type OwnRequest, ownRequestListSchema, ownRequestSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import { test } from 'vitest';
import { formatTimestamp } from '../i18n/formats.ts';
import { PlayerProvider } from '../report/player/player-context.tsx';
import { errorAnswer } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage } from '../testing/render-page.tsx';
import { parseMoment } from './moment.ts';
import { OwnRequests } from './own-requests.tsx';
import { SharedReportPage } from './shared-report-page.tsx';

const request: OwnRequest = {
  ...exampleOf(ownRequestSchema),
  id: 'request-1',
  kind: 'person',
  score: null,
  atMs: null,
  message: null,
  state: 'open',
  outcome: null,
  answer: null,
  answeredAt: null,
  closedAt: null,
};

const list = (requests: readonly OwnRequest[]) =>
  ownRequestListSchema.parse({ organisation: 'Acme Recruiting', answerDays: 30, requests });

const ownRequests = (requests: readonly OwnRequest[] = []) =>
  renderPage(
    <PlayerProvider source={null}>
      <OwnRequests token="t" list={list(requests)} />
    </PlayerProvider>,
  );

test('a candidate contests a score at a moment; a wrong moment is not sent', async () => {
  apiServer.on('POST /shared/t/requests', { status: 201, body: request });
  const user = ownRequests();
  await screen.findByText(/You can ask Acme Recruiting .* It has 30 days to answer you here/);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Which score?' }), 'Accent');
  const moment = screen.getByRole('textbox', { name: 'Moment of the recording' });
  await user.type(moment, '2:75');
  await user.type(screen.getByRole('textbox', { name: 'Your words' }), 'The line was bad.');
  await user.click(screen.getByRole('button', { name: 'Send the request' }));
  await screen.findByText('Write minutes and seconds, such as 2:05.');
  assert.equal(apiServer.received('POST /shared/t/requests').length, 0);
  await user.clear(moment);
  await user.type(moment, '2:05');
  await user.click(screen.getByRole('button', { name: 'Send the request' }));
  await screen.findByText(/Your request was sent/);
  const [sent] = apiServer.received('POST /shared/t/requests');
  assert.deepEqual(JSON.parse(String(sent?.body)), {
    kind: 'contest',
    score: 'accent',
    atMs: 125_000,
    message: 'The line was bad.',
  });
});

test('a correction needs its words, and an open request can be withdrawn', async () => {
  apiServer.on('POST /shared/t/requests/request-1/withdraw', { body: request });
  const user = ownRequests([request]);
  await user.click(await screen.findByRole('radio', { name: /Correct something about me/ }));
  await user.click(screen.getByRole('button', { name: 'Send the request' }));
  await screen.findByText('Say what is to be corrected.');
  await user.click(screen.getByRole('button', { name: /^Withdraw: Have a person listen/ }));
  await waitFor(() =>
    assert.equal(apiServer.received('POST /shared/t/requests/request-1/withdraw').length, 1),
  );
});

test('of a link that has expired the answers can still be read', async () => {
  const expired = errorAnswer(404, 'NOT_FOUND', 'This link is no longer valid');
  apiServer.on('GET /shared/t', expired);
  const answered: OwnRequest = {
    ...request,
    state: 'closed',
    outcome: 'declined',
    answer: 'Two people have listened.',
    answeredAt: new Date().toISOString(),
  };
  apiServer.on('GET /shared/t/requests', { body: list([answered]) });
  window.location.hash = '#token=t';
  renderPage(<SharedReportPage />, '/shared#token=t');
  await screen.findByText('Two people have listened.');
  screen.getByText(/report can no longer be read here/);
  assert.ok(screen.queryByRole('button', { name: 'Send the request' }) === null);
});

test('of a link that has expired and left nothing, the reader is told whom to ask', async () => {
  const expired = errorAnswer(404, 'NOT_FOUND', 'This link is no longer valid');
  apiServer.on('GET /shared/t', expired);
  apiServer.on('GET /shared/t/requests', expired);
  window.location.hash = '#token=t';
  renderPage(<SharedReportPage />, '/shared#token=t');
  await screen.findByRole('heading', { level: 1, name: 'This link is no longer valid' });
  screen.getByText(/Ask the organisation that shared the report with you/);
  assert.ok(screen.queryByRole('button', { name: 'Try again' }) === null);
});

test('a moment is read as it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99 * 3600 }), (seconds) => {
      assert.equal(parseMoment(formatTimestamp(seconds * 1000)), seconds * 1000);
    }),
  );
  for (const text of ['', '5', '2:60', '-1:00', '1:2', 'a:bc']) assert.equal(parseMoment(text), null);
});
