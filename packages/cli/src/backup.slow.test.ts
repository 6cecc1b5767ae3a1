import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

test('an installation is backed up and restored at the command line, which says what is wrong', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-backup-'));
  t.after(() => rm(folder, { recursive: true }));
  // Root's database runs as another user, who has to pass through.
  await chmod(folder, 0o755);
  const backup = join(folder, 'backup');
  const run = (dataDir: string, ...args: string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, VIVAVOCE_DATA_DIR: join(folder, dataDir), DATABASE_URL: '' };
      execFile(process.execPath, [PROGRAM, ...args], { env }, (error, stdout, stderr) =>
        resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  await run('old', 'clients', 'create', 'Acme', '--credits', '5');
  const taken = await run('old', 'backup', backup);
  assert.equal(taken.status, 0, taken.stderr);
  assert.match(taken.stdout, /holds 0 runs and 0 stored objects as of .*, checked/);
  assert.match(taken.stderr, /copying the database\ncomparing checksums/);
  const twice = await run('old', 'backup', backup);
  assert.equal(twice.status, 1);
  assert.match(twice.stderr, /is not empty: choose a new folder/);

  const restored = await run('new', 'restore', backup, '--json');
  assert.equal(restored.status, 0, restored.stderr);
  const { installationId } = JSON.parse(restored.stdout);
  assert.equal(await readFile(join(folder, 'new', 'objects', 'installation', 'id'), 'utf8'), installationId);
  // The credits of before, and a ledger that goes on.
  const granted = await run('new', 'credits', 'grant', '--client', 'Acme', '1', '--json');
  assert.equal(JSON.parse(granted.stdout).balance, 6, granted.stderr);
  assert.match((await run('new', 'restore', backup)).stderr, /is not empty.* Nothing was changed/);
  await writeFile(join(backup, 'manifest.json'), '{}');
  assert.match((await run('other', 'restore', backup)).stderr, /backup is damaged: manifest\.json/);
});
