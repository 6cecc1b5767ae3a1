import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ErrorEnvelope,
  errorEnvelopeSchema,
  type PollResponse,
  pollResponseSchema,
  REQUEST_ERRORS,
  type SubmitResponse,
  submitResponseSchema,
} from '@vivavoce/contract';
import { operatorActor } from '../audit/actor.ts';
import type { Config } from '../config.ts';
import { eraseRun } from '../runs/erase.ts';
import { type InternalServerOptions, type Server, startServerWith } from '../server.ts';
import { openStore, type Store } from '../store/store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { FAKE_ENGINE, SCRIPT_READER, type Script, scriptedRecording } from './fake-engine.ts';
import { createTestDatabase, createTestTenant, endWith, type Lifetime, WHOLE_PROCESS } from './test-store.ts';

/** A server of a test's own with one client and its key, stopped after the test. */
export interface TestServer {
  readonly server: Server;
  readonly store: Store;
  readonly config: Config;
  readonly tenantId: string;
  readonly apiKey: string;
}

/** What a test's client starts with. */
interface TenantOptions {
  readonly credits?: number;
  readonly multilingual?: boolean;
}

/** A server before it has a client. */
type Installation = Pick<TestServer, 'server' | 'store' | 'config'>;

async function install(
  lifetime: Lifetime,
  changes: Partial<Config>,
  options: InternalServerOptions,
): Promise<Installation> {
  const config = await createTestDatabase(lifetime, changes);
  const store = await openStore(config);
  endWith(lifetime, () => store.close());
  const server = await startServerWith(config, {
    recordings: SCRIPT_READER,
    engineModule: FAKE_ENGINE,
    ...options,
  });
  endWith(lifetime, () => server.stop());
  return { server, store, config };
}

async function withTenant(installation: Installation, options: TenantOptions): Promise<TestServer> {
  const { store } = installation;
  const tenant = await createTestTenant(store, options.credits ?? 1000, options.multilingual);
  const { key } = await createApiKey(store, tenant.name);
  return { ...installation, tenantId: tenant.id, apiKey: key };
}

/** Starts a server on a database of its own, with the stand-in engine, for what changes or counts more than a client's own. */
export async function startTestServer(
  t: Lifetime,
  changes: Partial<Config> = {},
  tenantOptions: TenantOptions = {},
  options: InternalServerOptions = {},
): Promise<TestServer> {
  return withTenant(await install(t, changes, options), tenantOptions);
}

/** The servers that tests share, by the number of their workers. */
const shared = new Map<number, Promise<Installation>>();

/** A client of the test's own at a server with others, which starts with the first of them and stops with the process. */
export async function shareTestServer(
  t: Lifetime,
  { workers = 0 }: { readonly workers?: 0 | 1 } = {},
  tenantOptions: TenantOptions = {},
): Promise<TestServer> {
  const installation = shared.get(workers) ?? install(WHOLE_PROCESS, { workers }, {});
  shared.set(workers, installation);
  const at = await withTenant(await installation, tenantOptions);
  endWith(t, () => eraseUnfinished(at));
  return at;
}

/** Leaves the worker of a shared server to the tests that follow. */
async function eraseUnfinished({ store, tenantId, config }: TestServer): Promise<void> {
  const unfinished = await store.db
    .selectFrom('runs')
    .select('id')
    .where('client_id', '=', tenantId)
    .where('body', 'is', null)
    .execute();
  for (const { id } of unfinished) await eraseRun(store, operatorActor(tenantId), id, config.maxActiveRuns);
}

const SHORTEST_MS = 180_000;

/** A submit form: the fields in their order, the recording where the test wants it. */
export function submitForm(
  script: Partial<Script> | string | null,
  fields: [string, string][] = [],
): FormData {
  const form = new FormData();
  const bytes =
    typeof script === 'string' ? script : scriptedRecording({ durationMs: SHORTEST_MS, ...script });
  if (script !== null) form.append('audio', new Blob([bytes]), 'interview.mp3');
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** Sends a request with the test's key. */
export function send(
  { server, apiKey }: TestServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, { ...init, headers: { 'x-api-key': apiKey, ...init.headers } });
}

/** Submits a form and expects the 202. */
export async function submit(at: TestServer, form: FormData): Promise<SubmitResponse> {
  const response = await send(at, '/speech/analyze', { method: 'POST', body: form });
  const body: unknown = await response.json();
  if (response.status !== 202) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return submitResponseSchema.parse(body);
}

/** Polls once and expects a 200. */
export async function poll(at: TestServer, runId: string): Promise<PollResponse> {
  const response = await send(at, `/speech/analyze/${runId}`);
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return pollResponseSchema.parse(body);
}

/** Waits until a run is finished, looking into the database so that no poll limit is in the way. */
export async function waitUntilFinished(
  at: TestServer,
  runId: string,
  limitMs = 60_000,
): Promise<PollResponse> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const row = await at.store.db
      .selectFrom('runs')
      .select('status')
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    if (!['queued', 'processing'].includes(row.status)) return poll(at, runId);
    await sleep(50);
  }
  throw new Error(`The run ${runId} is not finished after ${limitMs} ms`);
}

/** Expects an error of the table with its status, and gives its body. */
export async function expectRefusal(
  response: Response,
  code: keyof typeof REQUEST_ERRORS,
): Promise<ErrorEnvelope['error']> {
  const { error } = errorEnvelopeSchema.parse(await response.json());
  if (error.code !== code || response.status !== REQUEST_ERRORS[code]) {
    throw new Error(`Expected ${code}, got ${response.status} ${JSON.stringify(error)}`);
  }
  return error;
}
