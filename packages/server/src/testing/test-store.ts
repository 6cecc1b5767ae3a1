import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, type TestContext } from 'node:test';
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

let cluster: ReturnType<typeof openTestCluster> | null = null;
// Here, where the whole file is being loaded: inside a test it would be that test's own hook.
after(async () => (await cluster)?.release());

/** A new folder, removed after the test. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-test-'));
  // A process that is still starting may write to it meanwhile.
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The configuration of a new database and folder of a test's own, dropped after it. */
export function createTestDatabase(t: TestContext, changes: Partial<Config> = {}): Promise<Config> {
  return createDatabaseFor(t, changes, 'migrated');
}

/** As {@link createTestDatabase}, without any table. */
export function createEmptyDatabase(t: TestContext, changes: Partial<Config> = {}): Promise<Config> {
  return createDatabaseFor(t, changes, 'empty');
}

async function createDatabaseFor(
  t: TestContext,
  changes: Partial<Config>,
  content: 'migrated' | 'empty',
): Promise<Config> {
  cluster ??= openTestCluster();
  const { createDatabase, dropDatabase } = await cluster;
  const name = `test_${newId().replaceAll('-', '')}`;
  const url = await createDatabase(name, content);
  t.after(() => dropDatabase(name));
  return testConfig(url, await temporaryFolder(t), changes);
}

/** A store of a test's own, closed after it. */
export async function openTestStore(
  t: TestContext,
  changes: Partial<Config> = {},
): Promise<Store & { config: Config }> {
  const config = await createTestDatabase(t, changes);
  const store = await openStore(config);
  t.after(() => store.close());
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
        upload,
        idempotency: null,
      },
      store.config.maxActiveRuns,
    );
  } finally {
    await upload.discard();
  }
}
