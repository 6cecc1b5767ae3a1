/** A complete installation for the console's tests: database, server with the console, worker, engine, and an owner. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ensureConsoleBuilt } from '@vivavoce/console';
import { createVivavoce, type Vivavoce } from '@vivavoce/sdk';
import {
  type Config,
  createApiKey,
  createTenant,
  createUser,
  loginLinkUrl,
  openStore,
  readConfig,
  type Server,
  startServer,
} from '@vivavoce/server';

const CREDITS = 100;

/** An installation under test. */
export interface Installation {
  readonly url: string;
  /** Signs the owner in once. */
  readonly loginLink: string;
  /** A client of the server with an API key. */
  readonly vivavoce: Vivavoce;
}

/** A server without users; it is stopped and removed when it is disposed of. */
interface InstallationWithoutOwner extends AsyncDisposable {
  readonly config: Config;
  readonly server: Server;
}

/** Starts one. */
export async function installWithoutOwner(): Promise<InstallationWithoutOwner> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-console-'));
  const config = {
    ...readConfig({ VIVAVOCE_DATA_DIR: dataDir, VIVAVOCE_PORT: '0', VIVAVOCE_LOG_LEVEL: 'error' }),
    pollIntervalSeconds: 1,
  };
  const server = await startServer(config, { consoleDir: await ensureConsoleBuilt() });
  return {
    config,
    server,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts an installation; it is stopped and removed after the test. */
export async function install(t: TestContext): Promise<Installation> {
  const empty = await installWithoutOwner();
  const { config, server } = empty;
  const store = await openStore(config);
  t.after(async () => {
    await store.close();
    await empty[Symbol.asyncDispose]();
  });
  const { name } = await createTenant(store, 'Acme Recruiting', { credits: CREDITS });
  const { key } = await createApiKey(store, name);
  const owner = { email: 'ada@example.com', name: 'Ada Adler', role: 'owner' as const };
  const { token } = await createUser(store, name, owner);
  return {
    url: server.url,
    loginLink: loginLinkUrl(server.url, token),
    vivavoce: createVivavoce({ baseUrl: server.url, apiKey: key }),
  };
}
