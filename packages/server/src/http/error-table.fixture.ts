import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FinishedPoll, finishedPollSchema, type RequestErrorCode } from '@vivavoce/contract';
import { sql } from 'kysely';
import { setupTokenOf } from '../accounts/setup.ts';
import { createKey, type NewKeyOptions } from '../clients/keys.ts';
import { requireConsent } from '../clients/projects.ts';
import { startServer } from '../server.ts';
import { type Browser, newBrowser } from '../testing/browser.ts';
import { wayTo } from '../testing/database-way.ts';
import { finished, formOf, startTestServer, submit, type TestServer } from '../testing/test-server.ts';
import { aClient } from '../testing/test-store.ts';
import { signedIn, type TestUser } from '../testing/test-users.ts';

/** What a request is. */
export interface Asked {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly body?: FormData;
  readonly headers?: Record<string, string>;
  /** Who asks; nobody, unless a header says who. */
  readonly by?: Browser;
  /** Where, if not at the scene's server. */
  readonly url?: string;
  /** What has to happen while it is being answered. */
  meanwhile?(answered: AbortSignal): Promise<void>;
  /** What has to be put right again. */
  after?(): Promise<void>;
}

/** A server with what its answers depend on. */
export interface Scene {
  readonly t: TestContext;
  readonly at: TestServer;
  readonly clientName: string;
  readonly owner: Browser & { user: TestUser };
  /** Runs that ended well and badly. */
  readonly done: string;
  readonly failed: string;
}

const OPERATOR_TOKEN = 'f'.repeat(32);
const FORGED = `vv_live_${'0'.repeat(40)}`;
/** How long an analysis takes that is not finished yet when it is asked for. */
const UNFINISHED_MS = 1500;
const MAX_UPLOAD_BYTES = 20_000;

/** Sets the scene. */
export async function setScene(t: TestContext): Promise<Scene> {
  const at = await startTestServer(t, {
    workers: 1,
    operatorToken: OPERATOR_TOKEN,
    maxUploadBytes: MAX_UPLOAD_BYTES,
    maxAttempts: 1,
  });
  const { name: clientName } = await at.store.db
    .selectFrom('clients')
    .select('name')
    .where('id', '=', at.clientId)
    .executeTakeFirstOrThrow();
  const done = await submit(at, formOf({}));
  const failed = await submit(at, formOf({ refusal: 'NO_SPEECH_DETECTED' }));
  const owner = await signedIn(at, 'owner');
  await finished(at, done.id);
  await finished(at, failed.id);
  return { t, at, clientName, owner, done: done.id, failed: failed.id };
}

/** Makes a request of a scene. */
export async function ask(
  { at }: Scene,
  { path, by = newBrowser(at), url, meanwhile, after, ...request }: Asked,
): Promise<Response> {
  const browser = url === undefined ? by : newBrowser({ server: { ...at.server, url } });
  const answered = new AbortController();
  const sent = browser.send(path, request).finally(() => answered.abort());
  await meanwhile?.(answered.signal);
  const response = await sent;
  await after?.();
  return response;
}

const keyed = ({ at }: Scene, path: string, more: Partial<Asked> = {}): Asked => ({
  path,
  headers: { 'x-api-key': at.key },
  ...more,
});

/** A submit with the scene's key or another one. */
export const submission = (scene: Scene, body: FormData, key = scene.at.key): Asked => ({
  path: '/speech/analyze',
  method: 'POST',
  body,
  headers: { 'x-api-key': key },
});

const withField = (name: string, value: string) => (scene: Scene) =>
  submission(scene, formOf({}, [[name, value]]));

/** A key of the scene's client or of another one. */
export async function aKey({ at, clientName }: Scene, options: NewKeyOptions = {}, client = clientName) {
  return createKey(at.store, client, options);
}

/** A submit by a key of a client of its own. */
async function submitOf(
  scene: Scene,
  client: { credits?: number; multilingual?: boolean },
  fields: [string, string][],
): Promise<Asked> {
  const { name } = await aClient(scene.at.store, client.credits ?? 100, client.multilingual);
  const { key } = await aKey(scene, {}, name);
  return submission(scene, formOf({}, fields), key);
}

/** The path of a run that is still being worked on. */
async function unfinished(scene: Scene): Promise<string> {
  const { id } = await submit(scene.at, formOf({ takesMs: UNFINISHED_MS }));
  return `/speech/analyze/${id}`;
}

const rescore = (scene: Scene, path: string, candidateSpeaker: string): Asked =>
  keyed(scene, `${path}/rescore`, { method: 'POST', json: { candidateSpeaker } });

async function scoredAgain(scene: Scene, path: string): Promise<FinishedPoll> {
  const answer: unknown = await (await ask(scene, rescore(scene, path, 'speaker_1'))).json();
  return finishedPollSchema.parse(answer);
}

/** A finished run that a request can spoil. */
async function another(scene: Scene): Promise<string> {
  const { id } = await submit(scene.at, formOf({}));
  await finished(scene.at, id);
  return id;
}

/** Takes every word away from who is scored. */
async function silence(scene: Scene): Promise<Asked> {
  const path = `/speech/analyze/${await another(scene)}`;
  const { transcript } = await scoredAgain(scene, path);
  const json = transcript.segments.flatMap(({ speaker, words }, segment) =>
    speaker === 'speaker_1' ? words.slice(1).map((_, place) => ({ segment, word: place + 1, text: '' })) : [],
  );
  return keyed(scene, `${path}/transcript`, { method: 'PATCH', json });
}

/** Scores again while somebody else's change, which comes through first, is on its way. */
async function overtaken(scene: Scene): Promise<Asked> {
  const id = await another(scene);
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
async function broken(scene: Scene): Promise<Asked> {
  const { db } = scene.at.store;
  await sql`alter table credit_holds rename to credit_holds_away`.execute(db);
  const after = async (): Promise<void> =>
    void (await sql`alter table credit_holds_away rename to credit_holds`.execute(db));
  return keyed(scene, '/credits/holds', { after });
}

/** Asks a second server whose database is away. */
async function cutOff({ t, at }: Scene): Promise<Asked> {
  const way = await wayTo(new URL(at.config.databaseUrl ?? ''));
  const server = await startServer({ ...at.config, databaseUrl: way.url, workers: 0 });
  t.after(() => server.stop());
  way.block();
  return { path: '/health', url: server.url };
}

/** Signs in wrongly until it is one time too many. */
async function tooOften(scene: Scene): Promise<Asked> {
  const json = { email: 'nobody@example.com', password: 'five golden rings' };
  const asked = { path: '/session', method: 'POST', json } as const;
  await Promise.all(Array.from({ length: 10 }, () => ask(scene, asked)));
  return asked;
}

const newUser = { organisation: 'X', name: 'X', email: 'x@example.com', password: 'six geese a-laying' };
const nobodys = crypto.randomUUID();

/** What produces each code of the table. */
export const ERROR_REQUESTS: Readonly<Record<RequestErrorCode, (scene: Scene) => Asked | Promise<Asked>>> = {
  MISSING_AUDIO_FILE: (scene) => submission(scene, formOf(null, [['language', 'en']])),
  UNSUPPORTED_FORMAT: (scene) => submission(scene, formOf('Dear Sir or Madam')),
  AUDIO_TOO_SHORT: (scene) => submission(scene, formOf({ durationMs: 179_999 })),
  AUDIO_TOO_LONG: (scene) => submission(scene, formOf({ durationMs: 45 * 60_000 + 1 })),
  FILE_TOO_LARGE: (scene) => submission(scene, formOf('x'.repeat(MAX_UPLOAD_BYTES + 1))),
  AUDIO_DURATION_UNAVAILABLE: (scene) => submission(scene, formOf({ durationMs: -1 })),
  INVALID_LANGUAGE_CODE: withField('language', 'english'),
  INVALID_EXTERNAL_ID: withField('externalId', 'x'.repeat(256)),
  INVALID_METADATA: withField('metadata', '{"a":[]}'),
  INVALID_TAGS: withField('tags', 'x'.repeat(41)),
  INVALID_WEBHOOK_URL: withField('webhookUrl', 'http://127.0.0.1/'),
  INVALID_STATUS: (scene) => keyed(scene, '/speech/runs?status=done'),
  INVALID_SERVICE_TYPE: (scene) => keyed(scene, '/speech/runs?serviceType=singing'),
  INVALID_DATE: (scene) => keyed(scene, '/speech/runs?createdAfter=yesterday'),
  CONSENT_REQUIRED: async (scene) => {
    const { key } = await aKey(scene, { project: 'Strict' });
    await requireConsent(scene.at.store, scene.clientName, 'Strict', true);
    return submission(scene, formOf({}), key);
  },
  WEAK_PASSWORD: ({ owner }) => ({
    path: '/session/password',
    method: 'PUT',
    by: owner,
    json: { currentPassword: owner.user.password, newPassword: 'password1234' },
  }),
  INVALID_PARAMETERS: (scene) => keyed(scene, '/speech/runs?limit=101'),
  UNKNOWN_SPEAKER: (scene) => rescore(scene, `/speech/analyze/${scene.done}`, 'speaker_5'),
  CANDIDATE_SPEECH_INSUFFICIENT: silence,
  MISSING_API_KEY: () => ({ path: '/credits' }),
  INVALID_API_KEY: () => ({ path: '/credits', headers: { 'x-api-key': FORGED } }),
  API_KEY_EXPIRED: async (scene) => {
    const { key } = await aKey(scene, { expiresAt: new Date(Date.now() + 30) });
    await sleep(50);
    return { path: '/credits', headers: { 'x-api-key': key } };
  },
  CLIENT_INACTIVE: async (scene) => {
    const { id, name } = await aClient(scene.at.store);
    const { key } = await aKey(scene, {}, name);
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
  INSUFFICIENT_CREDITS: (scene) => submitOf(scene, { credits: 2 }, []),
  MISSING_PERMISSION: (scene) => keyed(scene, '/keys'),
  MULTILINGUAL_NOT_ENABLED: withField('language', 'de'),
  IP_NOT_ALLOWED: async (scene) => {
    const { key } = await aKey(scene, { allowedNetworks: ['10.0.0.0/8'] });
    return { path: '/credits', headers: { 'x-api-key': key } };
  },
  CSRF_TOKEN_INVALID: ({ owner }) => ({
    path: '/projects',
    method: 'POST',
    json: { name: 'X' },
    headers: { cookie: owner.cookie, 'x-csrf-token': 'x' },
  }),
  INVALID_SETUP_TOKEN: () => ({ path: '/setup', method: 'POST', json: { ...newUser, token: 'x' } }),
  RUN_NOT_FOUND: (scene) => keyed(scene, `/speech/analyze/${nobodys}`),
  INVALID_LINK: () => ({ path: '/session/link', method: 'POST', json: { token: 'x'.repeat(43) } }),
  NOT_FOUND: ({ owner }) => ({ path: `/keys/${nobodys}`, method: 'DELETE', by: owner }),
  METHOD_NOT_ALLOWED: (scene) => keyed(scene, '/credits', { method: 'DELETE' }),
  IDEMPOTENCY_KEY_REUSED: async (scene) => {
    const named = (body: FormData) => {
      const { headers, ...asked } = submission(scene, body);
      return { ...asked, headers: { ...headers, 'idempotency-key': 'one' } };
    };
    await ask(scene, named(formOf({})));
    return named(formOf({ durationMs: 200_000 }));
  },
  RUN_NOT_FINISHED: async (scene) => keyed(scene, `${await unfinished(scene)}/history`),
  RUN_HAS_NO_RESULT: (scene) => keyed(scene, `/speech/analyze/${scene.failed}/history`),
  RUN_CHANGED: overtaken,
  RESCORING_NOT_POSSIBLE: async (scene) => {
    const id = await another(scene);
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
  RANGE_NOT_SATISFIABLE: (scene) =>
    keyed(scene, `/speech/analyze/${scene.done}/audio`, {
      headers: { 'x-api-key': scene.at.key, range: 'bytes=99999-' },
    }),
  RATE_LIMIT_EXCEEDED: async (scene) => {
    const { key } = await aKey(scene, { requestsPerMinute: 1 });
    const asked = { path: '/credits', headers: { 'x-api-key': key } };
    await ask(scene, asked);
    return asked;
  },
  POLL_RATE_LIMITED: async (scene) => {
    const asked = keyed(scene, await unfinished(scene));
    await ask(scene, asked);
    return asked;
  },
  TOO_MANY_ATTEMPTS: tooOften,
  INTERNAL_ERROR: broken,
  SERVICE_WARMING_UP: cutOff,
  MULTILINGUAL_NOT_CONFIGURED: (scene) => submitOf(scene, { multilingual: true }, [['language', 'de']]),
};
