/** What users of Vivavoce install works in empty folders, on the machine's own Node, without this repository and without network. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from './house-rules/tracked-files.ts';
import { type LocalRegistry, startLocalRegistry } from './local-registry.ts';

const run = promisify(execFile);
const { PATH = '' } = process.env;
/** The PATH without the Node that is a dependency of this repository: the machine's own remains. */
const OWN_PATH = PATH.split(delimiter)
  .filter((path) => !path.includes('node_modules'))
  .join(delimiter);
const MOST_BYTES = 700 * 2 ** 20;

/** The bytes of all files below a folder. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => stat(file)))).reduce((sum, { size }) => sum + size, 0);
}

/** Packs Vivavoce into a folder, and publishes what was packed. */
async function publishPacked(registry: LocalRegistry, packages: string): Promise<void> {
  await run(process.execPath, [join(ROOT, 'release/pack.ts'), packages], { cwd: ROOT });
  for (const file of await readdir(packages)) await registry.publish(join(packages, file));
}

/** The environment of somebody who has the machine's own Node and npm, the local registry, and no settings. */
function userEnvironment(prefix: string, registry: LocalRegistry, dataDir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VIVAVOCE_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    ...registry.environment,
    PATH: `${join(prefix, 'bin')}${delimiter}${OWN_PATH}`,
    VIVAVOCE_DATA_DIR: dataDir,
    VIVAVOCE_PORT: '0',
  };
}

/** A folder that everybody can enter: under root the database runs as another user. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-packed-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Expects that neither the package in a folder nor that of the platform in it has scripts or dependencies. */
async function assertNothingRuns(vivavoce: string): Promise<void> {
  const native = join(vivavoce, `node_modules/@vivavoce/native-${process.platform}-${process.arch}`);
  for (const folder of [vivavoce, native]) {
    const { scripts, dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    assert.deepEqual({ scripts, dependencies }, { scripts: undefined, dependencies: undefined });
  }
}

/** Expects what an operator needs beside the program, no secrets of whoever packed it, and that secrets can be made with it. */
async function assertDeployable(deploy: string, secrets: string): Promise<void> {
  for (const file of ['systemd/vivavoce.service', 'Dockerfile', 'compose.yaml', 'helm/vivavoce/Chart.yaml']) {
    assert.ok(existsSync(join(deploy, file)), file);
  }
  const { stdout } = await run('git', ['ls-files', 'deploy'], { cwd: ROOT });
  const tracked = new Set(stdout.split('\n'));
  const packed = await readdir(deploy, { recursive: true, withFileTypes: true });
  for (const entry of packed.filter((one) => one.isFile())) {
    const path = join('deploy', relative(deploy, join(entry.parentPath, entry.name)));
    assert.ok(tracked.has(path), path);
  }
  await run(join(deploy, 'make-secrets'), [secrets]);
  assert.ok(existsSync(join(secrets, 'secret-key')));
}

describe('packed Vivavoce, from a registry', () => {
  let folder: string;
  let registry: LocalRegistry;
  let env: NodeJS.ProcessEnv;
  /** Where `npm install --global` puts it. */
  let prefix: string;

  before(async () => {
    folder = await temporaryFolder();
    registry = await startLocalRegistry(join(folder, 'registry'));
    await publishPacked(registry, join(folder, 'packages'));
    prefix = join(folder, 'global');
    await mkdir(prefix);
    env = userEnvironment(prefix, registry, join(folder, 'data'));
  });
  after(async () => {
    await registry[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  it('is installed without a warning and within its size, and runs no script of a package', async () => {
    const { stdout, stderr } = await run('npm', ['install', '--global', '--prefix', prefix, 'vivavoce'], {
      env,
      cwd: prefix,
    });
    assert.equal(stderr, '');
    assert.doesNotMatch(stdout, /warn|deprecated|vulnerabilit/);
    assert.ok((await bytesIn(prefix)) < MOST_BYTES);
    await assertNothingRuns(join(prefix, 'lib/node_modules/vivavoce'));
  });

  it('has what a service, an image and a cluster are made of', () =>
    assertDeployable(join(prefix, 'lib/node_modules/vivavoce/deploy'), join(folder, 'secrets')));

  it('finds the machine fit, and lists every command of the repository', async () => {
    const doctor = await run('vivavoce', ['doctor'], { env, cwd: folder });
    assert.match(doctor.stdout, /models +loaded/);
    const evaluate = await run('vivavoce', ['evaluate', '--help'], { env, cwd: folder });
    assert.match(evaluate.stdout, /diarization/);
  });

  it('analyses a sample over HTTP with `npx vivavoce demo` in an empty folder', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    const bare = { ...env, PATH: OWN_PATH };
    const demo = ['--yes', 'vivavoce', 'demo', '--once'];
    const { stdout, stderr } = await run('npx', demo, { env: bare, cwd: empty });
    assert.match(stdout, /Vocabulary/);
    assert.doesNotMatch(stderr, /npm warn/);
    assert.deepEqual(await readdir(empty), []);
  });

  it('serves the API and the console, and stops when it is asked to', async () => {
    const server = spawn('vivavoce', ['serve', '--workers', '1'], {
      env,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(server, 'exit');
    const url = await addressOf(server.stderr);
    const health = await fetch(`${url}/api/v1/health`);
    assert.equal(health.status, 200);
    assert.match(await (await fetch(url)).text(), /<script type="module"/);
    server.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
    assert.ok(existsSync(join(folder, 'data')));
  });
});

/** Waits for the line of a server that tells where it listens. */
async function addressOf(log: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: log })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('The server ended before it listened');
}
