/** An installation for the console's tests: database, server with the console, worker and engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureConsoleBuilt } from '@vivavoce/console';
import { type Config, readConfig, type Server, startServer } from '@vivavoce/server';

/** A server without users; it is stopped and removed when it is disposed of. */
export interface InstallationWithoutOwner extends AsyncDisposable {
  readonly config: Config;
  readonly server: Server;
}

/** Starts a server without users. @param changes of its settings. */
export async function installWithoutOwner(changes: Partial<Config> = {}): Promise<InstallationWithoutOwner> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-console-'));
  const config: Config = {
    ...readConfig({
      VIVAVOCE_DATA_DIR: dataDir,
      VIVAVOCE_PORT: '0',
      VIVAVOCE_MIN_MINUTES: '0',
      VIVAVOCE_LOG_LEVEL: 'error',
    }),
    pollIntervalSeconds: 1,
    // So that the account shows its part about e-mail; without a public address none is sent.
    mail: {
      host: '127.0.0.1',
      port: 9,
      encryption: 'none',
      login: null,
      from: { name: '', address: 'speech@example.com' },
    },
    ...changes,
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
