/**
 * Makes the packages that a user of the SDK installs: JavaScript with types for Node 20 or later and for browsers.
 *
 *     npm run pack:sdk -- <folder>
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** In the order in which they need each other. */
const PACKAGES = ['contract', 'sdk'] as const;
const PROJECT = join(ROOT, 'release/packages.tsconfig.json');
const run = promisify(execFile);

/** The manifest of a package as users get it: what leads to TypeScript here leads to what was made of it. */
async function manifestOf(name: string): Promise<string> {
  const source = JSON.parse(await readFile(join(ROOT, 'packages', name, 'package.json'), 'utf8'));
  const { private: _private, exports: sources, ...kept } = source;
  const exports = Object.fromEntries(
    Object.entries<string>(sources).map(([entry, path]) => {
      const made = path.replace(/\.ts$/, '');
      return [entry, { types: `${made}.d.ts`, default: `${made}.js` }];
    }),
  );
  return JSON.stringify({ ...kept, engines: { node: '>=20' }, exports }, null, 2);
}

/** Compiles the packages and packs each into a folder, which is made. */
async function packSdk(folder: string): Promise<void> {
  const built = await mkdtemp(join(tmpdir(), 'vivavoce-release-'));
  try {
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [compiler, '-p', PROJECT, '--outDir', built]);
    await mkdir(folder, { recursive: true });
    for (const name of PACKAGES) {
      const at = join(built, name);
      await writeFile(join(at, 'package.json'), await manifestOf(name));
      await copyFile(join(ROOT, 'LICENSE'), join(at, 'LICENSE'));
      await copyFile(join(ROOT, 'packages', name, 'README.md'), join(at, 'README.md'));
      const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: at });
      console.log(join(folder, stdout.trim()));
    }
  } finally {
    await rm(built, { recursive: true });
  }
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder for the packages: npm run pack:sdk -- <folder>');
await packSdk(resolve(folder));
