import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FinishedPoll, finishedPollSchema, type RequestErrorCode } from '@vivavoce/contract';
import { sql } from 'kysely';
import { setupTokenOf } from '../accounts/setup.ts';
import { startServer } from '../server.ts';
import { type ApiKeyOptions, createApiKey } from '../tenants/create-api-key.ts';
import { setConsentRequired } from '../tenants/projects.ts';
import { newBrowser, type TestBrowser } from '../testing/browser.ts';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import {
  startTestServer,
  submit,
  submitForm,
  type TestServer,
  waitUntilFinished,
} from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser, type TestUser } from '../testing/test-users.ts';
import { SECOND_FACTOR_REQUESTS } from './second-factor-errors.fixture.ts';

/** What a request is. */
export interface FixtureRequest {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly body?: FormData;
  readonly headers?: Record<string, string>;
  /** Who asks; nobody, unless a header says who. */
  readonly by?: TestBrowser;
  /** Where, if not at the scene's server. */
  readonly url?: string;
  /** What has to happen while it is being answered. */
  meanwhile?(answered: AbortSignal): Promise<void>;
  /** What has to be put right again. */
  after?(): Promise<void>;
}

/** A server with what its answers depend on. */
export interface Scenario {
  readonly t: TestContext;
  readonly at: TestServer;
  readonly tenantName: string;
  readonly owner: TestBrowser & { user: TestUser };
  /** Runs that ended well and badly. */
  readonly done: string;
  readonly failed: string;
}

const OPERATOR_TOKEN = 'f'.repeat(32);
const FORGED_API_KEY = `vv_live_${'0'.repeat(40)}`;
/** How long an analysis takes that is not finished yet when it is asked for. */
const UNFINISHED_MS = 1500;
const MAX_UPLOAD_BYTES = 20_000;

/** Sets the scene. */
export async function setUpScenario(t: TestContext): Promise<Scenario> {
  const at = await startTestServer(t, {
    workers: 1,
    operatorToken: OPERATOR_TOKEN,
    maxUploadBytes: MAX_UPLOAD_BYTES,
    audioNetworks: ['127.0.0.0/8'],
    maxAttempts: 1,
  });
  const { name: tenantName } = await at.store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', at.tenantId)
    .executeTakeFirstOrThrow();
  const done = await submit(at, submitForm({}));
  const failed = await submit(at, submitForm({ refusal: 'NO_SPEECH_DETECTED' }));
  const owner = await loggedInBrowser(at, 'owner');
  await waitUntilFinished(at, done.id);
  await waitUntilFinished(at, failed.id);
  return { t, at, tenantName, owner, done: done.id, failed: failed.id };
}

/** Makes a request of a scene. */
export async function ask(
  { at }: Scenario,
  { path, by = newBrowser(at), url, meanwhile, after, ...request }: FixtureRequest,
): Promise<Response> {
  const browser = url === undefined ? by : newBrowser({ server: { ...at.server, url } });
  const answered = new AbortController();
  const sent = browser.send(path, request).finally(() => answered.abort());
  await meanwhile?.(answered.signal);
  const response = await sent;
  await after?.();
  return response;
}

const withApiKey = ({ at }: Scenario, path: string, more: Partial<FixtureRequest> = {}): FixtureRequest => ({
  path,
  headers: { 'x-api-key': at.apiKey },
  ...more,
});

/** A submit with the scene's key or another one. */
export const submission = (scene: Scenario, body: FormData, key = scene.at.apiKey): FixtureRequest => ({
  path: '/speech/analyze',
  method: 'POST',
  body,
  headers: { 'x-api-key': key },
});

const withField = (name: string, value: string) => (scene: Scenario) =>
  submission(scene, submitForm({}, [[name, value]]));

/** A key of the scene's client or of another one. */
export async function createTestApiKey(
  { at, tenantName }: Scenario,
  options: ApiKeyOptions = {},
  client = tenantName,
) {
  return createApiKey(at.store, client, options);
}

/** A submit by a key of a client of its own. */
async function submitAsNewTenant(
  scene: Scenario,
  tenant: { credits?: number; multilingual?: boolean },
  fields: [string, string][],
): Promise<FixtureRequest> {
  const { name } = await createTestTenant(scene.at.store, tenant.credits ?? 100, tenant.multilingual);
  const { key } = await createTestApiKey(scene, {}, name);
  return submission(scene, submitForm({}, fields), key);
}

/** The path of a run that is still being worked on. */
async function unfinishedRun(scene: Scenario): Promise<string> {
  const { id } = await submit(scene.at, submitForm({ takesMs: UNFINISHED_MS }));
  return `/speech/analyze/${id}`;
}

const rescore = (scene: Scenario, path: string, candidateSpeaker: string): FixtureRequest =>
  withApiKey(scene, `${path}/rescore`, { method: 'POST', json: { candidateSpeaker } });

async function rescored(scene: Scenario, path: string): Promise<FinishedPoll> {
  const answer: unknown = await (await ask(scene, rescore(scene, path, 'speaker_1'))).json();
  return finishedPollSchema.parse(answer);
}

/** A finished run that a request can change. */
async function anotherRun(scene: Scenario): Promise<string> {
  const { id } = await submit(scene.at, submitForm({}));
  await waitUntilFinished(scene.at, id);
  return id;
}

/** Takes every word away from who is scored. */
async function silenceCandidate(scene: Scenario): Promise<FixtureRequest> {
  const path = `/speech/analyze/${await anotherRun(scene)}`;
  const { transcript } = await rescored(scene, path);
  const json = transcript.segments.flatMap(({ speaker, words }, segment) =>
    speaker === 'speaker_1' ? words.slice(1).map((_, place) => ({ segment, word: place + 1, text: '' })) : [],
  );
  return withApiKey(scene, `${path}/transcript`, { method: 'PATCH', json });
}

/** Scores again while another user's change, which comes through first, is on its way. */
async function rescoreWhileChanged(scene: Scenario): Promise<FixtureRequest> {
  const id = await anotherRun(scene);
  const { db } = scene.at.store;
  const change = await db.startTransaction().execute();
  await sql`update runs set revision = revision + 1 where id = ${id}`.execute(change);
  const waiting = sql`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const meanwhile = async (answered: AbortSignal): Promise<void> => {
    while (!answered.aborted && (await waiting.execute(db)).rows.length === 0) await sleep(10);
    await change.commit().execute();
  };
  return { ...rescore(scene, `/speech/analyze/${id}`, 'speaker_0'), meanwhile };
}

/** Asks for what a table holds while it is away. */
async function requestBrokenTable(scene: Scenario): Promise<FixtureRequest> {
  const { db } = scene.at.store;
  await sql`alter table credit_holds rename to credit_holds_away`.execute(db);
  const after = async (): Promise<void> =>
    void (await sql`alter table credit_holds_away rename to credit_holds`.execute(db));
  return withApiKey(scene, '/credits/holds', { after });
}

/** Asks a second server whose database is away. */
async function requestWithoutDatabase({ t, at }: Scenario): Promise<FixtureRequest> {
  const way = await startDatabaseProxy(new URL(at.config.databaseUrl ?? ''));
  const server = await startServer({ ...at.config, databaseUrl: way.url, workers: 0 });
  t.after(() => server.stop());
  way.block();
  return { path: '/health', url: server.url };
}

/** Adds webhook endpoints until it is one too many. */
async function addTooManyEndpoints(scene: Scenario): Promise<FixtureRequest> {
  const add = (n: number) =>
    ({
      path: '/webhooks/endpoints',
      method: 'POST',
      by: scene.owner,
      json: { url: `https://${n}.example.com/` },
    }) as const;
  for (let n = 0; n < 20; n += 1) await ask(scene, add(n));
  return {
    ...add(20),
    async after() {
      await scene.at.store.db
        .deleteFrom('webhook_endpoints')
        .where('client_id', '=', scene.at.tenantId)
        .execute();
    },
  };
}

/** Submits to a second server that keeps more space free than there is. */
async function submitWithoutSpace(scene: Scenario): Promise<FixtureRequest> {
  const { t, at } = scene;
  const server = await startServer({ ...at.config, minFreeBytes: Number.MAX_SAFE_INTEGER, workers: 0 });
  t.after(() => server.stop());
  return { ...submission(scene, submitForm({})), url: server.url };
}

/** Signs in wrongly until it is one time too many. */
async function exceedLoginAttempts(scene: Scenario): Promise<FixtureRequest> {
  const json = { email: 'nobody@example.com', password: 'five golden rings' };
  const asked = { path: '/session', method: 'POST', json } as const;
  await Promise.all(Array.from({ length: 10 }, () => ask(scene, asked)));
  return asked;
}

const newUser = { organisation: 'X', name: 'X', email: 'x@example.com', password: 'six geese a-laying' };
const UNKNOWN_ID = crypto.randomUUID();

/** What produces each code of the table. */
export const ERROR_REQUESTS: Readonly<
  Record<RequestErrorCode, (scene: Scenario) => FixtureRequest | Promise<FixtureRequest>>
> = {
  MISSING_AUDIO_FILE: (scene) => submission(scene, submitForm(null, [['language', 'en']])),
  UNSUPPORTED_FORMAT: (scene) => submission(scene, submitForm('Dear Sir or Madam')),
  AUDIO_TOO_SHORT: (scene) => submission(scene, submitForm({ durationMs: 179_999 })),
  AUDIO_TOO_LONG: (scene) => submission(scene, submitForm({ durationMs: 45 * 60_000 + 1 })),
  FILE_TOO_LARGE: (scene) => submission(scene, submitForm('x'.repeat(MAX_UPLOAD_BYTES + 1))),
  AUDIO_DURATION_UNAVAILABLE: (scene) => submission(scene, submitForm({ durationMs: -1 })),
  INVALID_LANGUAGE_CODE: withField('language', 'english'),
  INVALID_EXTERNAL_ID: withField('externalId', 'x'.repeat(256)),
  INVALID_METADATA: withField('metadata', '{"a":[]}'),
  INVALID_TAGS: withField('tags', 'x'.repeat(41)),
  INVALID_WEBHOOK_URL: withField('webhookUrl', 'http://127.0.0.1/'),
  INVALID_AUDIO_URL: (scene) => submission(scene, submitForm(null, [['audioUrl', 'https://10.0.0.1/x.mp3']])),
  // Nobody listens on the port of a service that is long gone (RFC 863, discard).
  AUDIO_DOWNLOAD_FAILED: (scene) =>
    submission(scene, submitForm(null, [['audioUrl', 'http://127.0.0.1:9/']])),
  INVALID_STATUS: (scene) => withApiKey(scene, '/speech/runs?status=done'),
  INVALID_SERVICE_TYPE: (scene) => withApiKey(scene, '/speech/runs?serviceType=singing'),
  INVALID_DATE: (scene) => withApiKey(scene, '/speech/runs?createdAfter=yesterday'),
  CONSENT_REQUIRED: async (scene) => {
    const { key } = await createTestApiKey(scene, { project: 'Strict' });
    await setConsentRequired(scene.at.store, scene.tenantName, 'Strict', true);
    return submission(scene, submitForm({}), key);
  },
  WEAK_PASSWORD: ({ owner }) => ({
    path: '/session/password',
    method: 'PUT',
    by: owner,
    json: { currentPassword: owner.user.password, newPassword: 'password1234' },
  }),
  INVALID_PARAMETERS: (scene) => withApiKey(scene, '/speech/runs?limit=101'),
  UNKNOWN_SPEAKER: (scene) => rescore(scene, `/speech/analyze/${scene.done}`, 'speaker_5'),
  CANDIDATE_SPEECH_INSUFFICIENT: silenceCandidate,
  MISSING_API_KEY: () => ({ path: '/credits' }),
  INVALID_API_KEY: () => ({ path: '/credits', headers: { 'x-api-key': FORGED_API_KEY } }),
  API_KEY_EXPIRED: async (scene) => {
    const { key } = await createTestApiKey(scene, { expiresAt: new Date(Date.now() + 30) });
    await sleep(50);
    return { path: '/credits', headers: { 'x-api-key': key } };
  },
  CLIENT_INACTIVE: async (scene) => {
    const { id, name } = await createTestTenant(scene.at.store);
    const { key } = await createTestApiKey(scene, {}, name);
    await ask(scene, {
      path: `/admin/clients/${id}`,
      method: 'PATCH',
      json: { active: false },
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
    });
    return { path: '/credits', headers: { 'x-api-key': key } };
  },
  SESSION_EXPIRED: () => ({ path: '/sessions', headers: { cookie: `vivavoce=${'x'.repeat(43)}` } }),
  INVALID_CREDENTIALS: ({ owner }) => ({
    path: '/session',
    method: 'POST',
    json: { email: owner.user.email, password: 'four calling birds' },
  }),
  INVALID_OPERATOR_TOKEN: () => ({ path: '/admin/clients', headers: { authorization: 'Bearer x' } }),
  INSUFFICIENT_CREDITS: (scene) => submitAsNewTenant(scene, { credits: 2 }, []),
  MISSING_PERMISSION: (scene) => withApiKey(scene, '/keys'),
  QUOTA_EXCEEDED: addTooManyEndpoints,
  MULTILINGUAL_NOT_ENABLED: withField('language', 'de'),
  IP_NOT_ALLOWED: async (scene) => {
    const { key } = await createTestApiKey(scene, { allowedNetworks: ['10.0.0.0/8'] });
    return { path: '/credits', headers: { 'x-api-key': key } };
  },
  SSO_REQUIRED: ({ owner }) => ({
    path: '/settings',
    method: 'PATCH',
    json: { requiresSso: true },
    by: owner,
  }),
  ...SECOND_FACTOR_REQUESTS,
  CSRF_TOKEN_INVALID: ({ owner }) => ({
    path: '/projects',
    method: 'POST',
    json: { name: 'X' },
    headers: { cookie: owner.cookie, 'x-csrf-token': 'x' },
  }),
  INVALID_SETUP_TOKEN: () => ({ path: '/setup', method: 'POST', json: { ...newUser, token: 'x' } }),
  RUN_NOT_FOUND: (scene) => withApiKey(scene, `/speech/analyze/${UNKNOWN_ID}`),
  INVALID_LINK: () => ({ path: '/session/link', method: 'POST', json: { token: 'x'.repeat(43) } }),
  NOT_FOUND: ({ owner }) => ({ path: `/keys/${UNKNOWN_ID}`, method: 'DELETE', by: owner }),
  METHOD_NOT_ALLOWED: (scene) => withApiKey(scene, '/credits', { method: 'DELETE' }),
  IDEMPOTENCY_KEY_REUSED: async (scene) => {
    const named = (body: FormData) => {
      const { headers, ...asked } = submission(scene, body);
      return { ...asked, headers: { ...headers, 'idempotency-key': 'one' } };
    };
    await ask(scene, named(submitForm({})));
    return named(submitForm({ durationMs: 200_000 }));
  },
  RUN_NOT_FINISHED: async (scene) => withApiKey(scene, `${await unfinishedRun(scene)}/history`),
  RUN_HAS_NO_RESULT: (scene) => withApiKey(scene, `/speech/analyze/${scene.failed}/history`),
  RUN_CHANGED: rescoreWhileChanged,
  RESCORING_NOT_POSSIBLE: async (scene) => {
    const id = await anotherRun(scene);
    for await (const { key } of scene.at.store.objects.list()) {
      if (key.startsWith(`${id}/hearing-`)) await scene.at.store.objects.delete(key);
    }
    return rescore(scene, `/speech/analyze/${id}`, 'speaker_0');
  },
  SETUP_DONE: ({ at }) => ({
    path: '/setup',
    method: 'POST',
    json: { ...newUser, token: setupTokenOf(at.store) },
  }),
  EMAIL_TAKEN: ({ owner }) => ({
    path: '/invitations',
    method: 'POST',
    by: owner,
    json: { email: owner.user.email, role: 'viewer' },
  }),
  LAST_OWNER: ({ owner }) => ({
    path: `/users/${owner.user.id}`,
    method: 'PATCH',
    by: owner,
    json: { role: 'viewer' },
  }),
  NAME_TAKEN: async (scene) => {
    const asked = { path: '/projects', method: 'POST', by: scene.owner, json: { name: 'Berlin' } } as const;
    await ask(scene, asked);
    return asked;
  },
  UNSUPPORTED_CONTENT_ENCODING: ({ at }) => ({
    path: '/speech/analyze',
    method: 'POST',
    body: submitForm({}),
    headers: { 'x-api-key': at.apiKey, 'content-encoding': 'gzip' },
  }),
  RANGE_NOT_SATISFIABLE: (scene) =>
    withApiKey(scene, `/speech/analyze/${scene.done}/audio`, {
      headers: { 'x-api-key': scene.at.apiKey, range: 'bytes=99999-' },
    }),
  RATE_LIMIT_EXCEEDED: async (scene) => {
    const { key } = await createTestApiKey(scene, { requestsPerMinute: 1 });
    const asked = { path: '/credits', headers: { 'x-api-key': key } };
    await ask(scene, asked);
    return asked;
  },
  POLL_RATE_LIMITED: async (scene) => {
    const asked = withApiKey(scene, await unfinishedRun(scene));
    await ask(scene, asked);
    return asked;
  },
  TOO_MANY_ATTEMPTS: exceedLoginAttempts,
  INTERNAL_ERROR: requestBrokenTable,
  SERVICE_WARMING_UP: requestWithoutDatabase,
  MULTILINGUAL_NOT_CONFIGURED: (scene) =>
    submitAsNewTenant(scene, { multilingual: true }, [['language', 'de']]),
  STORAGE_FULL: submitWithoutSpace,
};
