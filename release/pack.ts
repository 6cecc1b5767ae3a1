/**
 * Makes what users of Vivavoce install: the package `vivavoce`, compiled, with all that it runs on, and a package of programs and
 * libraries for each platform.
 *
 *     npm run pack -- <folder> [--platform linux-arm64]...
 *
 * Without `--platform` for the platform at hand. Parts of other platforms are fetched from the registry.
 */
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { ensureConsoleBuilt } from '@vivavoce/console';
import { carriedDependencies, copyDependencies } from './carried-dependencies.ts';
import { compileWorkspaces } from './compiled-workspaces.ts';
import {
  isPlatform,
  nativePackageName,
  PLATFORMS,
  type Platform,
  writeNativePackage,
} from './native-package.ts';
import { ROOT, readLockfile, repositoryField } from './repository.ts';

const run = promisify(execFile);

/** Where all that runs lies in the package: no folder of npm's, which therefore changes nothing about it. */
const INSIDE = 'lib';
/** Where `deploy/make-secrets` is told to put them. */
const SECRETS = join(ROOT, 'deploy', 'secrets');

/** Writes the package `vivavoce` into a folder; returns its version. */
async function writeVivavoce(folder: string): Promise<string> {
  const lockfile = await readLockfile();
  const carried = carriedDependencies(lockfile);
  await ensureConsoleBuilt();
  await compileWorkspaces(join(folder, INSIDE, 'node_modules'));
  await copyDependencies(carried, join(folder, INSIDE));
  const source = JSON.parse(await readFile(join(ROOT, 'packages/cli/package.json'), 'utf8'));
  const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const { name, version, description, license, type } = source;
  const natives = (Object.keys(PLATFORMS) as Platform[]).map((it) => [nativePackageName(it), version]);
  const inside = (path: string) => `./${INSIDE}/node_modules/${path}`;
  const manifest = {
    ...{ name, version, description, license, type, engines },
    ...(await repositoryField()),
    bin: { vivavoce: inside(`vivavoce/${source.bin.vivavoce}`) },
    exports: { './package.json': './package.json' },
    files: [INSIDE, 'deploy', 'NOTICE', 'CHANGELOG.md'],
    optionalDependencies: Object.fromEntries(natives),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of ['LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md'])
    await copyFile(join(ROOT, file), join(folder, file));
  // For a service, an image or a cluster nobody needs the repository.
  const filter = (path: string) => path !== SECRETS;
  await cp(join(ROOT, 'deploy'), join(folder, 'deploy'), { recursive: true, filter });
  return version;
}

/** Packs a folder as npm publishes it; prints the file. */
async function pack(folder: string, destination: string): Promise<void> {
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', destination], {
    cwd: folder,
  });
  console.log(join(destination, stdout.trim()));
}

/** Packs everything for some platforms into a folder, which is made. */
async function packAll(destination: string, platforms: readonly Platform[]): Promise<void> {
  const built = await mkdtemp(join(tmpdir(), 'vivavoce-release-'));
  try {
    await mkdir(destination, { recursive: true });
    const version = await writeVivavoce(join(built, 'vivavoce'));
    await pack(join(built, 'vivavoce'), destination);
    const lockfile = await readLockfile();
    for (const platform of platforms) {
      const folder = join(built, platform);
      await writeNativePackage(folder, platform, { lockfile, version });
      await pack(folder, destination);
      await rm(folder, { recursive: true });
    }
  } finally {
    await rm(built, { recursive: true });
  }
}

const { values, positionals } = parseArgs({
  options: { platform: { type: 'string', multiple: true, default: [`${process.platform}-${process.arch}`] } },
  allowPositionals: true,
});
const unknown = values.platform.filter((name) => !isPlatform(name));
const [destination] = positionals;
if (!destination || unknown.length > 0) {
  const known = Object.keys(PLATFORMS).join(', ');
  throw new Error(
    unknown.length > 0
      ? `There is no package for ${unknown.join(', ')}: choose among ${known}`
      : 'Name the folder for the packages: npm run pack -- <folder>',
  );
}
await packAll(resolve(destination), values.platform.filter(isPlatform));
