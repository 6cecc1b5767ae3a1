import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after } from 'node:test';
import { analysisRequestSchema } from '@vivavoce/contract';
import { operatorActor } from '../audit/actor.ts';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import { admitRun } from '../runs/admission.ts';
import type { AdmittedRun } from '../runs/run.ts';
import type { ObjectStore } from '../store/objects/object-store.ts';
import { openStore, type Store } from '../store/store.ts';
import { createTenant, type Tenant } from '../tenants/tenants.ts';
import { openTestCluster, testConfig } from './test-cluster.ts';

/** Something with an end, such as a test. */
export interface Lifetime {
  after(end: () => Promise<void>): void;
}

const endings = new WeakMap<Lifetime, AsyncDisposableStack>();
const wholeProcess = new AsyncDisposableStack();
/** The life of the test file, or of all those that share its process. */
export const WHOLE_PROCESS: Lifetime = { after: (end) => wholeProcess.defer(end) };
let cluster: ReturnType<typeof openTestCluster> | null = null;
// Here, where the whole file is being loaded: inside a test it would be that test's own hook.
after(async () => {
  await wholeProcess.disposeAsync();
  await (await cluster)?.release();
});

/** Ends something with a test, what began last first: a server before the database that it uses. */
export function endWith(lifetime: Lifetime, end: () => Promise<unknown>): void {
  let ending = endings.get(lifetime);
  if (!ending) {
    const first = new AsyncDisposableStack();
    ending = first;
    endings.set(lifetime, first);
    lifetime.after(() => first.disposeAsync());
  }
  ending.defer(async () => {
    await end();
  });
}

/** A new folder, removed after the test. */
export async function temporaryFolder(t: Lifetime): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-test-'));
  // A process that is still starting may write to it meanwhile.
  endWith(t, () => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The configuration of a new database and folder of a test's own, dropped after it. */
export function createTestDatabase(t: Lifetime, changes: Partial<Config> = {}): Promise<Config> {
  return createDatabaseFor(t, changes, 'migrated');
}

/** As {@link createTestDatabase}, without any table. */
export function createEmptyDatabase(t: Lifetime, changes: Partial<Config> = {}): Promise<Config> {
  return createDatabaseFor(t, changes, 'empty');
}

async function createDatabaseFor(
  t: Lifetime,
  changes: Partial<Config>,
  content: 'migrated' | 'empty',
): Promise<Config> {
  cluster ??= openTestCluster();
  const { createDatabase, dropDatabase } = await cluster;
  const name = `test_${newId().replaceAll('-', '')}`;
  const url = await createDatabase(name, content);
  endWith(t, () => dropDatabase(name));
  return testConfig(url, await temporaryFolder(t), changes);
}

/** A store of a test's own, closed after it. */
export async function openTestStore(
  t: Lifetime,
  changes: Partial<Config> = {},
): Promise<Store & { config: Config }> {
  const config = await createTestDatabase(t, changes);
  const store = await openStore(config);
  endWith(t, () => store.close());
  return { ...store, config };
}

/** The keys of all objects in a store, sorted. */
export async function objectKeys(objects: ObjectStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list()) keys.push(key);
  return keys.sort();
}

/** A client with credits. */
export function createTestTenant(store: Store, credits = 1000, multilingual = false): Promise<Tenant> {
  return createTenant(store, `client ${newId()}`, { credits, multilingual });
}

/** Admits a run as a submit does, with a recording of one byte. */
export async function admitTestRun(
  store: Store & { config: Config },
  tenantId: string,
  durationMs = 180_000,
): Promise<AdmittedRun> {
  const upload = await store.scratch.receive(Readable.from(['x']));
  const fields = { externalId: null, metadata: {}, tags: [], consent: null, webhookUrl: null };
  try {
    return await admitRun(
      store,
      {
        by: operatorActor(tenantId),
        tenantId,
        projectId: null,
        request: analysisRequestSchema.parse({ language: 'en' }),
        fields,
        durationMs,
        uploads: [upload],
        idempotency: null,
      },
      store.config.maxActiveRuns,
    );
  } finally {
    await upload.discard();
  }
}
