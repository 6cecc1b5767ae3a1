/** `vivavoce` as the shell starts it, on the Node of the machine instead of the Node 24 of the dependencies. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../packages/cli/bin/vivavoce.mjs', import.meta.url));
const { PATH = '' } = process.env;
const MACHINE_PATH = PATH.split(delimiter).filter((path) => !path.includes('node_modules'));

test('vivavoce runs on the Node of the machine, however old, and passes arguments and exit status through', () => {
  const env = { ...process.env, PATH: MACHINE_PATH.join(delimiter) };
  const run = (...args: string[]) => spawnSync('node', [LAUNCHER, ...args], { env, encoding: 'utf8' });
  const help = run('keys', '--help');
  assert.equal(help.status, 0, help.stderr);
  assert.match(help.stdout, /^Usage: vivavoce keys/);
  const wrong = run('nonsense');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /unknown command 'nonsense'/);
  const completion = run('completion', 'bash');
  assert.match(completion.stdout, /_vivavoce/);
  assert.equal(completion.stderr, '', 'every new shell runs it');
});

test('vivavoce keeps what was compiled with the user, or where the variable of Node says', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-cache-'));
  t.after(() => rm(folder, { recursive: true }));
  const { NODE_COMPILE_CACHE: _, ...rest } = process.env;
  const start = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [LAUNCHER, 'formats'], { env, timeout: 30_000 });
  assert.equal(start({ ...rest, XDG_CACHE_HOME: folder }).status, 0);
  assert.equal((await readdir(join(folder, 'vivavoce/compile-cache'))).length, 1);
  assert.equal(start({ ...rest, XDG_CACHE_HOME: folder, NODE_COMPILE_CACHE: join(folder, 'own') }).status, 0);
  assert.equal((await readdir(join(folder, 'own'))).length, 1);
  assert.equal(start({ ...rest, XDG_CACHE_HOME: LAUNCHER }).status, 0, 'and goes on without');
});
