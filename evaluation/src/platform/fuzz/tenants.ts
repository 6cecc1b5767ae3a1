import { setTimeout as sleep } from 'node:timers/promises';
import { exampleOf, sessionStateSchema, submitResponseSchema, transcriptSchema } from '@vivavoce/contract';
import {
  createLoginLinkByEmail,
  createTenant,
  createUser,
  grantCredits,
  issueApiKey,
  operatorActor,
  readTenant,
  type Store,
} from '@vivavoce/server';

/** A client of the server under test, with whatever can be named of it. */
export interface Tenant {
  readonly clientId: string;
  /** A word in everything that can hold one: names, texts, labels, what was said. */
  readonly word: string;
  readonly email: string;
  /** What says who asks; replaced when it is used up. */
  key: string;
  cookie: string;
  csrfToken: string;
  /** Ids, tokens and names that are known, by what they name; newest last. */
  readonly known: Map<string, string[]>;
}

const CREDITS = 1_000_000;
const MAX_KNOWN = 10;
/** Nobody listens at this port. */
export const UNREACHABLE_ADDRESS = 'http://127.0.0.1:9/';

/** Remembers what can be named in later requests. */
export function remember({ known }: Tenant, kind: string, ...names: string[]): void {
  known.set(kind, [...(known.get(kind) ?? []), ...names].slice(-MAX_KNOWN));
}

/** What is looked for in answers: what was made, or a list. */
interface AnswerBody {
  readonly id: string;
  readonly token: string;
  readonly users: readonly { id: string }[];
  readonly sessions: readonly { id: string }[];
  readonly deliveries: readonly { id: string }[];
  readonly requests: readonly { id: string }[];
}

/** Asks as the tenant's owner, and expects success. */
async function askAsOwner(url: string, tenant: Tenant, method: string, path: string, json?: unknown) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      cookie: tenant.cookie,
      'x-csrf-token': tenant.csrfToken,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
  return body as AnswerBody;
}

/** Signs the owner in anew. */
export async function logIn(url: string, store: Store, tenant: Tenant): Promise<void> {
  const { token } = await createLoginLinkByEmail(store, tenant.email);
  const response = await fetch(`${url}/api/v1/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  tenant.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  tenant.csrfToken = sessionStateSchema.parse(await response.json()).csrfToken ?? '';
}

/** Makes a key for the tenant, and uses it from now on. */
export async function newKey(store: Store, tenant: Tenant): Promise<void> {
  const { id, key } = await issueApiKey(store, operatorActor(tenant.clientId), {});
  tenant.key = key;
  remember(tenant, 'keys', id);
}

/** A recording in the stand-in engine's language, whose words hold the tenant's. */
export function scriptOf(word: string): string {
  const { segments, ...rest } = exampleOf(transcriptSchema);
  const said = {
    ...rest,
    candidateText: `I am ${word}.`,
    segments: [
      ...segments,
      {
        speaker: 'speaker_0',
        speakerLabel: 'Speaker 1',
        startMs: 0,
        endMs: 900,
        text: `I am ${word}.`,
        confidence: 1,
        words: [{ text: word, startMs: 0, endMs: 900, confidence: 1 }],
      },
    ],
  };
  return JSON.stringify({ durationMs: 180_000, said });
}

/** Submits a recording with the tenant's word in all its labels. */
export async function submitRun(url: string, tenant: Tenant, n: number): Promise<string> {
  const { word } = tenant;
  const form = new FormData();
  form.append('audio', new Blob([scriptOf(word)]), `${word}.mp3`);
  form.append('externalId', `${word}-${n % 3}`);
  form.append('tags', word);
  form.append('metadata', JSON.stringify({ [word]: word, group: n % 2 === 0 ? 'A' : 'B', hired: 'yes' }));
  const headers = { 'x-api-key': tenant.key };
  const response = await fetch(`${url}/api/v1/speech/analyze`, { method: 'POST', headers, body: form });
  const { id } = submitResponseSchema.parse(await response.json());
  remember(tenant, 'analyze', id);
  return id;
}

/** Waits until a run is finished. */
export async function waitUntilSettled(store: Store, runId: string): Promise<void> {
  const run = store.db.selectFrom('runs').select('status').where('id', '=', runId);
  for (;;) {
    const { status } = await run.executeTakeFirstOrThrow();
    if (status !== 'queued' && status !== 'processing') return;
    await sleep(50);
  }
}

/** Makes of everything something that can be asked for, with the tenant's word in it. */
async function seedTenant(url: string, store: Store, tenant: Tenant, n: number): Promise<void> {
  const { word } = tenant;
  const ask = (method: string, path: string, json?: unknown) => askAsOwner(url, tenant, method, path, json);
  const project = await ask('POST', '/projects', { name: n === 0 ? word : `${word} ${n}` });
  const endpoint = await ask('POST', '/webhooks/endpoints', { url: UNREACHABLE_ADDRESS + word });
  const invitation = await ask('POST', '/invitations', {
    email: `guest${n}@${word}.example.com`,
    role: 'viewer',
  });
  const runs = [0, 1, 2].map((place) => submitRun(url, tenant, place));
  const [first = ''] = await Promise.all(runs);
  for (const run of runs) await waitUntilSettled(store, await run);
  await ask('POST', `/speech/analyze/${first}/review`, { decision: 'override', note: `${word} spoke well.` });
  for (const audience of ['candidate', 'colleague']) {
    const share = await ask('POST', `/speech/analyze/${first}/shares`, { audience, withAudio: true });
    remember(tenant, 'shares', `${first} ${share.id}`);
    remember(tenant, 'shared', share.token);
  }
  const [candidates = ''] = tenant.known.get('shared') ?? [];
  await fetch(`${url}/api/v1/shared/${candidates}/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'contest', score: 'accent', atMs: 1000, message: `${word} spoke well.` }),
  });
  remember(tenant, 'projects', project.id);
  remember(tenant, 'endpoints', endpoint.id);
  remember(tenant, 'invitations', invitation.token, invitation.id);
  const { users } = await ask('GET', '/users');
  const { sessions } = await ask('GET', '/sessions');
  const { deliveries } = await ask('GET', '/webhooks/deliveries');
  const { requests } = await ask('GET', '/candidate-requests');
  const lists = { users, sessions, deliveries, 'candidate-requests': requests, requests };
  for (const [kind, rows] of Object.entries(lists)) remember(tenant, kind, ...rows.map(({ id }) => id));
}

/** A tenant with an owner and a key, and nothing more. */
export async function newTenant(url: string, store: Store, word: string): Promise<Tenant> {
  const client = await createTenant(store, `client ${word}`, { credits: CREDITS, multilingual: true });
  const email = `owner@${word}.example.com`;
  await createUser(store, client.name, { email, name: `Owner ${word}`, role: 'owner' });
  await createUser(store, client.name, { email: `aide@${word}.example.com`, name: word, role: 'viewer' });
  const known = new Map([
    ['clients', [client.id]],
    ['history', ['1']],
    ['externalId', [0, 1, 2].map((n) => `${word}-${n}`)],
    ['project', [word]],
    ['tag', [word]],
    ['group', ['group', word]],
    ['outcome', ['hired']],
    ['selected', ['yes']],
  ]);
  const tenant = { clientId: client.id, word, email, key: '', cookie: '', csrfToken: '', known };
  await newKey(store, tenant);
  await logIn(url, store, tenant);
  return tenant;
}

/** A tenant with one of everything. */
export async function seededTenant(url: string, store: Store, word: string): Promise<Tenant> {
  const tenant = await newTenant(url, store, word);
  await seedTenant(url, store, tenant, 0);
  return tenant;
}

/** Puts right what requests have put wrong: the client, its owner, its key, its session, its credits; adds one of everything. */
export async function renew(url: string, store: Store, tenant: Tenant, n: number): Promise<void> {
  const { db } = store;
  const { clientId, email } = tenant;
  const settings = { active: true, speech: true, multilingual: true, requires_consent: false };
  await db.updateTable('clients').set(settings).where('id', '=', clientId).execute();
  const { numUpdatedRows } = await db
    .updateTable('users')
    .set({ role: 'owner', disabled_at: null })
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) {
    const { name } = await readTenant(db, clientId);
    await createUser(store, name, { email, name: 'Owner', role: 'owner' });
  }
  await db.deleteFrom('request_windows').execute();
  await grantCredits(store, operatorActor(clientId), { credits: 1000 });
  await newKey(store, tenant);
  await logIn(url, store, tenant);
  await seedTenant(url, store, tenant, n);
}
