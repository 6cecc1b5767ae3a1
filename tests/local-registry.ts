/** A registry of npm on this machine that knows nothing but what is published to it: Verdaccio, in the process of the test. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireTool } from './slow-test-tools.ts';

const run = promisify(execFile);
const { runServer } = requireTool('verdaccio') as { runServer(config: unknown): Promise<Server> };

/** A running registry. */
export interface LocalRegistry extends AsyncDisposable {
  /** What npm is given to use it, and a cache of its own: an environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Publishes a packed package. */
  publish(file: string): Promise<void>;
}

/** Starts a registry that keeps its packages in a folder, which is made. */
export async function startLocalRegistry(folder: string): Promise<LocalRegistry> {
  await mkdir(folder, { recursive: true });
  const config = {
    storage: join(folder, 'storage'),
    configPath: join(folder, 'config.yaml'),
    self_path: folder,
    uplinks: {},
    packages: { '**': { access: '$all', publish: '$all' } },
    auth: {},
    max_body_size: '1gb',
    log: { type: 'stdout', format: 'json', level: 'fatal' },
  };
  const server = await runServer(config);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `//127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const settings = join(folder, '.npmrc');
  // npm publishes nothing without a token; the registry takes any.
  await writeFile(settings, `registry=http:${host}\n${host}:_authToken=of-nobody\n`);
  const environment = { npm_config_userconfig: settings, npm_config_cache: join(folder, 'cache') };
  return {
    environment,
    async publish(file) {
      await run('npm', ['publish', file], { env: { ...process.env, ...environment }, cwd: folder });
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
