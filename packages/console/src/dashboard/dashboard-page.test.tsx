import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import {
  type Action,
  type CandidateRequest,
  candidateRequestSchema,
  creditsResponseSchema,
  exampleOf,
  runRowSchema,
  type Statistics,
  sessionUserSchema,
  statisticsSchema,
} from '@vivavoce/contract';
import { test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { DashboardPage } from './dashboard-page.tsx';

const OWNER: readonly Action[] = [
  'runs.read',
  'runs.submit',
  'requests.manage',
  'projects.manage',
  'users.manage',
  'keys.manage',
];
const UNUSED: Statistics = {
  ...exampleOf(statisticsSchema),
  runsPerDay: [{ date: '2026-07-01', success: 0, partial: 0, failed: 0, unfinished: 0 }],
  creditsPerDay: [{ date: '2026-07-01', charged: 0, granted: 0 }],
  timeToResultMs: null,
  failures: [],
};

function openDashboard({
  permissions = OWNER,
  runs = 0,
  requests = [],
  statistics = UNUSED,
  available = 30,
}: {
  permissions?: readonly Action[];
  runs?: number;
  requests?: readonly CandidateRequest[];
  statistics?: Statistics;
  available?: number;
}): void {
  signedIn({ user: { ...exampleOf(sessionUserSchema), permissions: [...permissions] } });
  apiServer.on('GET /candidate-requests', { body: { requests, members: [] } });
  apiServer.on('GET /speech/runs', {
    body: {
      runs: Array.from({ length: runs }, (_, at) => ({ ...exampleOf(runRowSchema), id: `run-${at}` })),
      nextCursor: null,
    },
  });
  apiServer.on('GET /statistics', { body: statistics });
  apiServer.on('GET /credits', { body: { ...exampleOf(creditsResponseSchema), available } });
  renderPage(<DashboardPage />);
}

test('an empty dashboard shows where to begin, and neither empty lists nor empty charts', async () => {
  openDashboard({});
  await screen.findByRole('heading', { name: 'Begin here' });
  const links = [
    'Analyse a recording',
    'Say what your roles need',
    'Invite colleagues',
    'Connect your systems',
  ];
  assert.deepEqual(
    links.map((name) => screen.getByRole('link', { name }).getAttribute('href')),
    ['/playground', '/administration/projects', '/administration/users', '/administration/keys'],
  );
  await screen.findByText('30 credits · 1 credit per started minute');
  assert.equal(screen.queryByText('Waiting for a person'), null);
  assert.equal(screen.queryByText('Recordings per day'), null);
});

test('only what the role permits is offered to begin with, and missing credits are said', async () => {
  openDashboard({ permissions: ['runs.read', 'runs.submit'], available: 0 });
  await screen.findByRole('link', { name: 'Analyse a recording' });
  await screen.findByText('There are no credits. The operator of this server can add some.');
  assert.equal(screen.queryByRole('link', { name: 'Invite colleagues' }), null);
});

test('who may only read is told that there is nothing to do yet', async () => {
  openDashboard({ permissions: ['runs.read'] });
  await screen.findByText('As soon as a colleague has submitted an interview, it is here for you to read.');
  assert.deepEqual(apiServer.received('GET /candidate-requests'), []);
});

test('a request whose run was erased still waits, and figures of erased runs are still shown', async () => {
  openDashboard({
    requests: [exampleOf(candidateRequestSchema)],
    statistics: { ...UNUSED, creditsPerDay: [{ date: '2026-07-01', charged: 5, granted: 0 }] },
  });
  await screen.findByRole('link', { name: /^Requests from candidates\s*1$/ });
  await screen.findByRole('heading', { name: 'Recordings per day' });
  assert.equal(screen.queryByRole('link', { name: /^Not reviewed/ }), null);
});

test('with recordings there is nothing to begin; why some failed is said in words', async () => {
  openDashboard({
    runs: 2,
    statistics: { ...UNUSED, failures: [{ code: 'NO_SPEECH_DETECTED', runs: 3 }] },
  });
  await screen.findByText('No speech was found in the recording.', { exact: false });
  await screen.findByRole('link', { name: /^Not reviewed\s*2$/ });
  assert.equal(screen.queryByText('Begin here'), null);
  assert.equal(screen.queryByText('NO_SPEECH_DETECTED'), null);
});
