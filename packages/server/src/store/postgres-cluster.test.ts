import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { DatabaseVersionError, openCluster, UPGRADE_CHECKED, UPGRADE_FOLDER } from './postgres-cluster.ts';

it('a database of another PostgreSQL is refused at once, with what to do', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vivavoce-version-'));
  t.after(() => rm(dataDir, { recursive: true }));
  const database = join(dataDir, 'database');
  await mkdir(database);
  for (const [version, advice] of [
    ['17', /PostgreSQL 17.*vivavoce upgrade/],
    ['99', /PostgreSQL 99.*newer version/],
  ] as const) {
    await writeFile(join(database, 'PG_VERSION'), `${version}\n`);
    await assert.rejects(openCluster(dataDir), (error: Error) => {
      assert.ok(error instanceof DatabaseVersionError);
      return advice.test(error.message);
    });
  }
  await rm(database, { recursive: true });
  await mkdir(join(dataDir, UPGRADE_FOLDER));
  await writeFile(join(dataDir, UPGRADE_FOLDER, UPGRADE_CHECKED), '17');
  await assert.rejects(openCluster(dataDir), /broken off/);
});
