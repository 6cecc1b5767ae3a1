import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPERATIONS } from '@vivavoce/contract';
import { createSessionApi, type SessionApi } from './console.ts';

const ORIGIN = 'https://speech.example';

/** A session API whose requests are recorded; every response is the same. */
function recordingApi(body: unknown = { runs: [], nextCursor: null }) {
  const requests: { line: string; csrf: string | null; json: unknown }[] = [];
  const api = createSessionApi({
    baseUrl: ORIGIN,
    csrfToken: () => 'token',
    fetch: async (input, { method, headers, body: sent } = {}) => {
      requests.push({
        line: `${method} ${String(input).slice(`${ORIGIN}/api/v1`.length)}`,
        csrf: new Headers(headers).get('x-csrf-token'),
        json: typeof sent === 'string' ? JSON.parse(sent) : null,
      });
      return Response.json(body);
    },
  });
  return { api, requests };
}

/** Calls of the methods that only a session has, each with the request that it must send. */
const CALLS: readonly (readonly [
  line: string,
  json: unknown,
  call: (api: SessionApi) => Promise<unknown>,
])[] = [
  ['GET /session', null, (api) => api.session()],
  ['POST /session', { email: 'a@b.c', password: 'p' }, (api) => api.logIn({ email: 'a@b.c', password: 'p' })],
  ['POST /session/link', { token: 't' }, (api) => api.logInWithLink('t')],
  ['DELETE /session', null, (api) => api.logOut()],
  ['GET /invitations/a%2Fb', null, (api) => api.invitation('a/b')],
  ['PUT /session/password', { newPassword: 'p' }, (api) => api.changePassword({ newPassword: 'p' })],
  ['GET /sessions', null, (api) => api.sessions()],
  ['DELETE /sessions/s', null, (api) => api.revokeSession('s')],
  ['DELETE /sessions', null, (api) => api.revokeAllSessions()],
  ['GET /users', null, (api) => api.users()],
  ['PATCH /users/u', { role: 'viewer' }, (api) => api.changeUser('u', { role: 'viewer' })],
  ['DELETE /users/u', null, (api) => api.removeUser('u')],
  ['POST /users/u/sign-in-link', null, (api) => api.createLoginLink('u')],
  ['GET /invitations', null, (api) => api.invitations()],
  ['DELETE /invitations/i', null, (api) => api.revokeInvitation('i')],
  ['POST /keys', {}, (api) => api.createKey()],
  ['POST /keys/k/rotate', {}, (api) => api.rotateKey('k')],
  ['PATCH /settings', { audioDays: 30 }, (api) => api.changeSettings({ audioDays: 30 })],
  ['PATCH /webhooks/endpoints/e', { enabled: false }, (api) => api.switchWebhookEndpoint('e', false)],
  [
    'GET /webhooks/deliveries?status=failed&limit=5',
    null,
    (api) => api.webhookDeliveries({ status: 'failed' }).page({ limit: 5 }),
  ],
  ['GET /shared/t', null, (api) => api.sharedReport('t')],
  ['GET /shared/t/waveform', null, (api) => api.sharedWaveform('t')],
  ['GET /shared/t/requests', null, (api) => api.ownRequests('t')],
  ['POST /shared/t/requests', { kind: 'person' }, (api) => api.makeRequest('t', { kind: 'person' })],
  ['POST /shared/t/requests/r/withdraw', null, (api) => api.withdrawRequest('t', 'r')],
  ['GET /candidate-requests?state=open', null, (api) => api.candidateRequests({ state: 'open' })],
  ['PATCH /candidate-requests/r', { ownerId: null }, (api) => api.assignCandidateRequest('r', null)],
  [
    'POST /candidate-requests/r/answer',
    { decision: 'granted', answer: 'Done.' },
    (api) => api.answerCandidateRequest('r', { decision: 'granted', answer: 'Done.' }),
  ],
  ['POST /candidate-requests/r/close', null, (api) => api.closeCandidateRequest('r')],
];

test('each method of a session sends its documented request, with the CSRF token', async () => {
  const documented = OPERATIONS.map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  for (const [line, json, call] of CALLS) {
    const { api, requests } = recordingApi();
    await call(api);
    assert.deepEqual(requests, [{ line, csrf: 'token', json }]);
    const [method, path = ''] = line.split('?')[0]?.split(' ') ?? [];
    assert.ok(
      documented.some((operation) => operation.method === method && operation.path.test(path)),
      line,
    );
  }
});

test('a list is read page by page, with its order', async () => {
  const { api, requests } = recordingApi({ runs: [{ id: 'a' }], nextCursor: 'next' });
  const list = api.runs({ sort: 'overall', order: 'asc', tags: ['x'] });
  const { rows, nextCursor } = await list.page({ limit: 20 });
  assert.deepEqual([rows.map(({ id }) => id), nextCursor], [['a'], 'next']);
  await list.page({ limit: 20, cursor: nextCursor });
  assert.deepEqual(
    requests.map(({ line }) => line),
    [
      'GET /speech/runs?sort=overall&order=asc&tag=x&limit=20',
      'GET /speech/runs?sort=overall&order=asc&tag=x&limit=20&cursor=next',
    ],
  );
});

test('addresses for what a page loads by itself are those of the API', () => {
  const { urls } = recordingApi().api;
  assert.deepEqual(
    [
      urls.audio('a/b'),
      urls.audio('a/b', 2),
      urls.runEvents('r'),
      urls.sharedAudio('t'),
      urls.report('r', { format: 'pdf', audience: 'candidate' }),
      urls.transcript('r', 'srt'),
      urls.candidateExport('c&1'),
      urls.fairnessCsv({ groupBy: ['site'] }),
      urls.fairnessCsv({ groupBy: ['site'], reportLanguage: 'de' }),
      urls.auditCsv({ action: 'key.create', after: new Date(0) }),
      urls.auditCsv({ action: 'key.create' }, 'fr'),
    ].map((url) => url.slice(`${ORIGIN}/api/v1`.length)),
    [
      '/speech/analyze/a%2Fb/audio',
      '/speech/analyze/a%2Fb/audio?part=2',
      '/speech/analyze/r/events',
      '/shared/t/audio',
      '/speech/analyze/r/report?format=pdf&audience=candidate',
      '/speech/analyze/r/transcript?format=srt',
      '/speech/runs/export?externalId=c%261',
      '/fairness?group=site&format=csv',
      '/fairness?group=site&reportLanguage=de&format=csv',
      '/audit?action=key.create&after=1970-01-01T00%3A00%3A00.000Z&format=csv',
      '/audit?action=key.create&format=csv&reportLanguage=fr',
    ],
  );
});
