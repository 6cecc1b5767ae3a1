import { createHash } from 'node:crypto';
import { existsSync, statfsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Pool, type PoolClient } from 'pg';
import { type Config, readConfig } from '../config.ts';
import { type Connection, openEmbeddedDatabase } from '../store/embedded-database.ts';
import { openStore } from '../store/store.ts';

/** Where Linux keeps files in memory. */
const MEMORY_FOLDER = '/dev/shm';
/** What the databases of all tests take at a time, several times over, bytes. */
const ROOM_BYTES = 1024 ** 3;
/**
 * One embedded PostgreSQL serves all tests of this user, whichever file starts it first; each test has a database of its
 * own, copied from a template that holds the schema. In memory where there is room: ext4 passes over inodes that were
 * freed in the last minutes one by one, so that where databases of 500 files come and go each copy takes half a second. The
 * folder stays for the next run, some 100 MB.
 */
const FOLDER = join(isInMemory() ? MEMORY_FOLDER : tmpdir(), folderName());
const TEMPLATE_LOCK = 20_261_124;

function folderName(): string {
  return `vivavoce-test-${userInfo().uid}`;
}

/** Also where another process has begun there, and what is left is less. */
function isInMemory(): boolean {
  if (!existsSync(MEMORY_FOLDER)) return false;
  const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
  return existsSync(join(MEMORY_FOLDER, folderName())) || bavail * bsize >= ROOM_BYTES;
}

const urlOf = (at: Connection, database: string): string =>
  `postgres://${at.user}:${at.password}@${at.host}:${at.port}/${database}`;

/** A name for the template that changes with the migrations. */
async function templateName(): Promise<string> {
  const folder = new URL('../store/migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) {
    hash.update(file).update(await readFile(new URL(file, folder)));
  }
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

/** A share in the cluster of the tests. */
interface TestCluster {
  /** Copies the template, or makes a database without any table. @returns its address. */
  createDatabase(name: string, content: 'migrated' | 'empty'): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Gives the share back; the cluster stops with its last one. */
  release(): Promise<void>;
}

/** Joins the cluster, starting it if it does not run. */
export async function openTestCluster(): Promise<TestCluster> {
  const { connection, release } = await openEmbeddedDatabase(FOLDER, 'guest');
  // One connection for all, which stays: opening one takes as long as copying the template.
  const pool = new Pool({
    connectionString: urlOf(connection, connection.database),
    max: 1,
    idleTimeoutMillis: 0,
  });
  const template = await prepareTemplate(pool, connection);
  return {
    async createDatabase(name, content) {
      const source = content === 'empty' ? 'template0' : template;
      await pool.query(`create database ${name} template ${source} strategy file_copy`);
      return urlOf(connection, name);
    },
    async dropDatabase(name) {
      await pool.query(`drop database ${name} with (force)`);
    },
    async release() {
      await pool.end();
      await release();
    },
  };
}

/** Makes the template unless a test of this or another process has made it. @returns its name. */
async function prepareTemplate(pool: Pool, connection: Connection): Promise<string> {
  const client = await pool.connect();
  try {
    return await templateFor(client, connection);
  } finally {
    client.release();
  }
}

async function templateFor(client: PoolClient, connection: Connection): Promise<string> {
  const template = await templateName();
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return template;
    // The data of tests need not outlive a power cut.
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum'])
      await client.query(`alter system set ${setting} = off`);
    await client.query('select pg_reload_conf()');
    const fresh = `${template}_fresh`;
    await client.query(`drop database if exists ${fresh}`);
    await client.query(`create database ${fresh}`);
    // Of this template alone: the files of another one know another installation.
    const files = join(FOLDER, `${fresh}-files`);
    await rm(files, { recursive: true, force: true });
    const store = await openStore(testConfig(urlOf(connection, fresh), files));
    await store.close();
    await client.query(`alter database ${fresh} rename to ${template}`);
    return template;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** The defaults, quiet, with quick leases and a free port. */
export function testConfig(
  databaseUrl: string | null,
  dataDir: string,
  changes: Partial<Config> = {},
): Config {
  const config = readConfig({ VIVAVOCE_DATA_DIR: dataDir, VIVAVOCE_LOG_LEVEL: 'silent', VIVAVOCE_PORT: '0' });
  return { ...config, databaseUrl, leaseMs: 1500, workers: 0, ...changes };
}
