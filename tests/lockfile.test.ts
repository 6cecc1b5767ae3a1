/** The lockfile installs the same on every platform that is promised, and nothing that was changed on the way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Lockfile, lockedFolder, readLockfile } from '../release/repository.ts';

/** Parts for other platforms that a lockfile leaves out: npm forgets those that are not installed where it is written. */
const missingParts = (lockfile: Lockfile): string[] =>
  Object.entries(lockfile).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => lockedFolder(lockfile, folder, name) === null),
  );

/** Packages whose content nothing vouches for. */
const withoutIntegrity = (lockfile: Lockfile): string[] =>
  Object.entries(lockfile)
    .filter(
      ([folder, entry]) =>
        folder.includes('node_modules/') && !entry.link && !entry.integrity && !entry.inBundle,
    )
    .map(([folder]) => folder);

for (const folder of ['.', 'release/checks']) {
  test(`the lockfile in ${folder} has the parts of every platform, each with its checksum`, async () => {
    const lockfile = await readLockfile(folder);
    assert.deepEqual(missingParts(lockfile), []);
    assert.deepEqual(withoutIntegrity(lockfile), []);
  });
}

test('a part that is missing, and a package without a checksum, are seen', async () => {
  const lockfile = await readLockfile();
  const { 'node_modules/@node-rs/argon2-win32-x64-msvc': _windows, ...others } = lockfile;
  assert.deepEqual(missingParts(others), ['@node-rs/argon2-win32-x64-msvc']);
  const { integrity: _checksum, ...pino } = lockfile['node_modules/pino'] ?? {};
  assert.deepEqual(withoutIntegrity({ 'node_modules/pino': pino }), ['node_modules/pino']);
});
