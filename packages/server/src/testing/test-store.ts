import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, type TestContext } from 'node:test';
import { analysisRequestSchema } from '@vivavoce/contract';
import { Client } from 'pg';
import { operatorActor } from '../audit/actor.ts';
import { type Config, readConfig } from '../config.ts';
import { newId } from '../ids.ts';
import { admitRun } from '../runs/admission.ts';
import type { AdmittedRun } from '../runs/run.ts';
import { type Connection, openEmbeddedDatabase } from '../store/embedded-database.ts';
import type { ObjectStore } from '../store/objects/object-store.ts';
import { openStore, type Store } from '../store/store.ts';
import { createTenant, type Tenant } from '../tenants/tenants.ts';

/**
 * One embedded PostgreSQL serves all tests of this user, whichever file starts it first; each test has a database of its
 * own, copied from a template that holds the schema.
 */
const FOLDER = join(tmpdir(), `vivavoce-test-${userInfo().uid}`);
const TEMPLATE_LOCK = 20_261_124;

const urlOf = (at: Connection, database: string): string =>
  `postgres://${at.user}:${at.password}@${at.host}:${at.port}/${database}`;

/** A connection that is closed after use. */
async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** A name for the template that changes with the migrations. */
async function templateName(): Promise<string> {
  const folder = new URL('../store/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) {
    hash.update(file).update(await readFile(new URL(file, folder)));
  }
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

/** Makes the template unless a test of this or another process has made it. */
async function prepare(): Promise<{ connection: Connection; template: string; release(): Promise<void> }> {
  const { connection, release } = await openEmbeddedDatabase(FOLDER, 'guest');
  const template = await templateName();
  await withClient(urlOf(connection, connection.database), async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    // The data of tests need not outlive a power cut.
    await client.query('alter system set fsync = off');
    await client.query('alter system set synchronous_commit = off');
    await client.query('select pg_reload_conf()');
    const fresh = `${template}_fresh`;
    await client.query(`drop database if exists ${fresh}`);
    await client.query(`create database ${fresh}`);
    const store = await openStore(testConfig(urlOf(connection, fresh), join(FOLDER, `${template}-files`)));
    await store.close();
    await client.query(`alter database ${fresh} rename to ${template}`);
  });
  return { connection, template, release };
}

let prepared: ReturnType<typeof prepare> | null = null;
// Here, where the whole file is being loaded: inside a test it would be that test's own hook.
after(async () => (await prepared)?.release());

/** The defaults, quiet, with quick leases and a free port. */
export function testConfig(
  databaseUrl: string | null,
  dataDir: string,
  changes: Partial<Config> = {},
): Config {
  const config = readConfig({ VIVAVOCE_DATA_DIR: dataDir, VIVAVOCE_LOG_LEVEL: 'silent', VIVAVOCE_PORT: '0' });
  return { ...config, databaseUrl, leaseMs: 1500, workers: 0, ...changes };
}

/** A new folder, removed after the test. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The configuration of a new database and folder of a test's own, dropped after it. */
export async function createTestDatabase(t: TestContext, changes: Partial<Config> = {}): Promise<Config> {
  prepared ??= prepare();
  const { connection, template } = await prepared;
  const name = `test_${newId().replaceAll('-', '')}`;
  const admin = urlOf(connection, connection.database);
  await withClient(admin, (client) => client.query(`create database ${name} template ${template}`));
  t.after(() => withClient(admin, (client) => client.query(`drop database ${name} with (force)`)));
  return testConfig(urlOf(connection, name), await temporaryFolder(t), changes);
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
