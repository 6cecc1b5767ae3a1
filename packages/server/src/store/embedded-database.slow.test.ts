import assert from 'node:assert/strict';
import { type ChildProcess, type ForkOptions, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { type Server, startServer } from '../server.ts';
import { createApiKey } from '../tenants/create-api-key.ts';
import { createTenant } from '../tenants/tenants.ts';
import { testConfig } from '../testing/test-cluster.ts';
import { DataFolderBusyError } from './data-folder-lock.ts';
import { openStore } from './store.ts';

const SERVER = fileURLToPath(new URL('../testing/server-process.ts', import.meta.url));

/** A data folder of a test's own with a database that nobody has started yet. */
interface Installation {
  readonly config: Config;
  /** Stops something after the test, before what was given earlier, and before the folder is removed. */
  stopAfter(stop: () => unknown): void;
}

async function ownInstallation(t: TestContext): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-test-'));
  const stops: (() => unknown)[] = [];
  t.after(async () => {
    for (const stop of stops.reverse()) await stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { config: testConfig(null, dataDir), stopAfter: (stop) => stops.push(stop) };
}

/** Starts the server in this process. */
async function startHere({ config, stopAfter }: Installation): Promise<Server> {
  const server = await startServer(config);
  stopAfter(() => server.stop());
  return server;
}

/** Starts the server in a process of its own and waits until it answers. */
async function startProcess(
  { config, stopAfter }: Installation,
  options: ForkOptions = {},
): Promise<{ child: ChildProcess; url: string; ended: Promise<unknown> }> {
  const child = fork(SERVER, [JSON.stringify({ ...config, workers: 1 })], { cwd: '/', ...options });
  const ended = once(child, 'exit');
  stopAfter(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const failure = ended.then(([code]) => Promise.reject(new Error(`The server ended with ${code}`)));
  // Awaited below only until the server answers; its later end is expected.
  failure.catch(() => undefined);
  const [url] = await Promise.race([once(child, 'message'), failure]);
  return { child, url, ended };
}

/** Its own PID and IPC namespaces, as a container has: none of the processes outside can be seen. */
const UNSHARE = ['unshare', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc'] as const;

/** Starts the server in namespaces of its own and waits until it answers. */
async function startIsolated({ config, stopAfter }: Installation): Promise<{ url: string }> {
  const [command, ...options] = UNSHARE;
  const program = [process.execPath, SERVER, JSON.stringify({ ...config, workers: 0 })];
  const child = spawn(command, [...options, ...program], {
    cwd: '/',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  stopAfter(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const failure = ended.then(([code]) => Promise.reject(new Error(`The server ended with ${code}`)));
  // Awaited below only until the server answers; its later end is expected.
  failure.catch(() => undefined);
  const [url] = await Promise.race([once(child, 'message'), failure]);
  return { url };
}

/** The number of the postmaster of an installation, or null. */
async function postmaster({ dataDir }: Config): Promise<number | null> {
  const text = await readFile(join(dataDir, 'database', 'postmaster.pid'), 'utf8').catch(() => null); // None runs.
  return text === null ? null : Number(text.split('\n')[0]);
}

/** Asks for the credits of a new client, made beside the running server. */
async function askWithNewKey(config: Config, url: string): Promise<number> {
  const store = await openStore(config);
  const { name } = await createTenant(store, `client of ${url}`, { credits: 5 });
  const { key } = await createApiKey(store, name);
  await store.close();
  const response = await fetch(`${url}/api/v1/credits`, { headers: { 'x-api-key': key } });
  return response.status;
}

describe('an embedded installation', { concurrency: 2 }, () => {
  it('lets a client and a key be made while its server runs, and stops with its last user', async (t) => {
    const at = await ownInstallation(t);
    const server = await startHere(at);
    assert.equal(await askWithNewKey(at.config, server.url), 200);
    assert.notEqual(await postmaster(at.config), null);
    await server.stop();
    assert.equal(await postmaster(at.config), null);
    const store = await openStore(at.config);
    at.stopAfter(() => store.close());
    const { name } = await store.db.selectFrom('clients').select('name').executeTakeFirstOrThrow();
    assert.equal(name, `client of ${server.url}`);
  });

  it('tells a second server that the folder is taken, and leaves the first alone', async (t) => {
    const at = await ownInstallation(t);
    const server = await startHere(at);
    await assert.rejects(startServer(at.config), (error) => {
      assert.ok(error instanceof DataFolderBusyError);
      assert.ok(error.message.includes(at.config.dataDir));
      return true;
    });
    assert.equal(await askWithNewKey(at.config, server.url), 200);
  });

  it('runs the queries of clients with a login that is nobody else and cannot become so', async (t) => {
    const at = await ownInstallation(t);
    const store = await openStore(at.config);
    at.stopAfter(() => store.close());
    const { id } = await createTenant(store, 'Acme');
    const attacks = [
      'set role vivavoce',
      'set session authorization vivavoce',
      'select * from clients',
      'create role x',
    ];
    for (const attack of attacks) {
      const attempt = store
        .forTenant(id)
        .db.transaction()
        .execute(async (trx) => {
          await sql`reset role`.execute(trx);
          await sql.raw(attack).execute(trx);
        });
      await assert.rejects(attempt, /permission denied/, attack);
    }
    const own = await store.forTenant(id).db.selectFrom('clients').select('id').execute();
    assert.deepEqual(own, [{ id }]);
  });

  it('belongs to an ordinary user as well as to root', async (t) => {
    const at = await ownInstallation(t);
    const nobody = { uid: 65_534, gid: 65_534 };
    const isRoot = process.getuid?.() === 0;
    if (isRoot) await chown(at.config.dataDir, nobody.uid, nobody.gid);
    const { url } = await startProcess(at, isRoot ? nobody : {});
    assert.equal((await fetch(`${url}/api/v1/health`)).status, 200);
  });
});

describe('a copied data folder', () => {
  it('starts where it has another owner and is open to others', async (t) => {
    const from = await ownInstallation(t);
    const first = await openStore(from.config);
    await createTenant(first, 'of the copied folder');
    await first.close();
    const to = await ownInstallation(t);
    await rm(to.config.dataDir, { recursive: true, force: true });
    // As by `cp -r`: whoever copies owns the copy.
    await cp(from.config.dataDir, to.config.dataDir, { recursive: true });
    await chmod(join(to.config.dataDir, 'database'), 0o755);
    const copy = await openStore(to.config);
    const names = await copy.db.selectFrom('clients').select('name').execute();
    await copy.close();
    assert.deepEqual(names, [{ name: 'of the copied folder' }]);
  });
});

describe('a data folder whose database may run elsewhere', { concurrency: 2 }, () => {
  // Only Linux has them, and not every user may make some.
  const [command, ...options] = UNSHARE;
  const isolated = spawnSync(command, [...options, 'true']).status === 0 ? it : () => {};

  isolated(
    'is refused to a server in another container, which cannot see the processes of the first',
    async (t) => {
      const at = await ownInstallation(t);
      const { url } = await startIsolated(at);
      const file = join(at.config.dataDir, 'database', 'postmaster.pid');
      const before = await readFile(file, 'utf8');
      await assert.rejects(startServer(at.config), (error) => {
        assert.ok(error instanceof DataFolderBusyError, String(error));
        assert.match(error.message, /another container or PID namespace .* DATABASE_URL/);
        return true;
      });
      assert.equal(await readFile(file, 'utf8'), before);
      assert.equal((await fetch(`${url}/api/v1/health`)).status, 200);
    },
  );

  it('is refused on another machine until its database was stopped or is known to be dead', async (t) => {
    const at = await ownInstallation(t);
    const { child, ended } = await startProcess(at);
    const database = await postmaster(at.config);
    assert.ok(database);
    child.kill('SIGKILL');
    process.kill(database, 'SIGKILL');
    await ended;
    const ownerFile = join(at.config.dataDir, 'database-owner.json');
    const owner = JSON.parse(await readFile(ownerFile, 'utf8'));
    await writeFile(ownerFile, JSON.stringify({ ...owner, host: 'elsewhere', bootId: 'another' }));
    await assert.rejects(startServer(at.config), (error) => {
      assert.ok(error instanceof DataFolderBusyError, String(error));
      assert.match(error.message, /on the machine elsewhere .* delete .*database-owner\.json/);
      return true;
    });
    assert.notEqual(await postmaster(at.config), null);
    await rm(ownerFile);
    const server = await startHere(at);
    assert.equal(await askWithNewKey(at.config, server.url), 200);
  });
});

describe('a crash', { concurrency: 2 }, () => {
  it('of the server leaves nothing that blocks the next one', async (t) => {
    const at = await ownInstallation(t);
    const { child, ended } = await startProcess(at);
    child.kill('SIGKILL');
    await ended;
    const { url } = await startProcess(at);
    assert.equal(await askWithNewKey(at.config, url), 200);
  });

  it('of everything does not either, even if another process now has the number of the database', async (t) => {
    const at = await ownInstallation(t);
    const { child, ended } = await startProcess(at);
    const database = await postmaster(at.config);
    assert.ok(database);
    child.kill('SIGKILL');
    process.kill(database, 'SIGKILL');
    await ended;
    const file = join(at.config.dataDir, 'database', 'postmaster.pid');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid)));
    const server = await startHere(at);
    assert.equal(await askWithNewKey(at.config, server.url), 200);
  });

  it('of the database is mended while the server goes on', async (t) => {
    const at = await ownInstallation(t);
    const server = await startHere(at);
    const database = await postmaster(at.config);
    assert.ok(database);
    process.kill(database, 'SIGKILL');
    const health = async () => (await fetch(`${server.url}/api/v1/health`)).status;
    while ((await postmaster(at.config)) === database || (await health()) !== 200) await sleep(200);
    assert.equal(await askWithNewKey(at.config, server.url), 200);
  });
});
