import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDemoFolder } from './demo-folder.ts';

/** Makes the folder as somebody who is not root, whom permissions do not stop. */
function makeAsNobody(dataDir: string): string {
  const program = `import { makeDemoFolder } from ${JSON.stringify(import.meta.resolve('./demo-folder.ts'))};
    process.stdout.write(await makeDemoFolder(${JSON.stringify(dataDir)}));`;
  const isRoot = process.getuid?.() === 0;
  const args = ['--input-type=module', '--eval', program];
  return execFileSync(process.execPath, args, {
    encoding: 'utf8',
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
  });
}

test('a demonstration has a data folder beside that of the server, or in it where it may write nowhere else', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-demo-folder-'));
  t.after(async () => {
    await chmod(folder, 0o755);
    await rm(folder, { recursive: true });
  });
  const dataDir = join(folder, 'data');
  assert.equal(await makeDemoFolder(dataDir), `${dataDir}-demo`);
  assert.equal(await makeDemoFolder(dataDir), `${dataDir}-demo`, 'once more');

  await rm(`${dataDir}-demo`, { recursive: true });
  await mkdir(dataDir);
  await chmod(dataDir, 0o777);
  await chmod(folder, 0o555);
  assert.equal(makeAsNobody(dataDir), join(dataDir, 'demo'));
  assert.deepEqual(await readdir(folder), ['data']);

  await chmod(folder, 0o755);
  await writeFile(`${dataDir}-demo`, '');
  await assert.rejects(makeDemoFolder(dataDir), { code: 'EEXIST' });
});
