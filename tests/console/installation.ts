/** An installation for the console's tests: database, server with the console, worker and engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureConsoleBuilt } from '@vivavoce/console';
import { type Config, readConfig, type Server } from '@vivavoce/server';
import { type InternalServerOptions, startServerWith } from '../../packages/server/src/server.ts';

/** A server without users; it is stopped and removed when it is disposed of. */
export interface InstallationWithoutOwner extends AsyncDisposable {
  readonly config: Config;
  readonly server: Server;
}

/** Starts a server without users. @param changes of its settings. */
export async function installWithoutOwner(
  changes: Partial<Config> = {},
  options: Pick<InternalServerOptions, 'engineModule'> = {},
): Promise<InstallationWithoutOwner> {
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
  const server = await startServerWith(config, { consoleDir: await ensureConsoleBuilt(), ...options });
  return {
    config,
    server,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
