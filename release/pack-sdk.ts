/**
 * Makes the packages that a user of the SDK installs: JavaScript as ES modules and as CommonJS, with types, for Node
 * 20.16 or later and for browsers.
 *
 *     npm run pack:sdk -- <folder>
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, repositoryField } from './repository.ts';

/** In the order in which they need each other. */
const PACKAGES = ['contract', 'sdk'] as const;
const PROJECT = join(ROOT, 'release/packages.tsconfig.json');
const run = promisify(execFile);

/** The two kinds of modules: their folder in a package, what its manifest says, and how they are compiled. */
const KINDS = [
  { folder: 'esm', type: 'module', options: [] },
  {
    folder: 'cjs',
    type: 'commonjs',
    // The same sources: their types are checked once.
    options: '--module commonjs --moduleResolution bundler --verbatimModuleSyntax false --noCheck'.split(' '),
  },
] as const;

/** What a file of a package leads to, for those who import and for those who require. */
function conditionsOf(source: string) {
  const file = (kind: (typeof KINDS)[number]['folder'], ending: string) =>
    source.replace(/^\.\/src\//, `./${kind}/`).replace(/\.ts$/, ending);
  return {
    import: { types: file('esm', '.d.ts'), default: file('esm', '.js') },
    require: { types: file('cjs', '.d.ts'), default: file('cjs', '.js') },
  };
}

/**
 * Writes the manifest of a package as users get it: what leads to TypeScript here leads to what was made of it. Old resolution
 * (`node10`) knows no `exports`: it reads `main`, and a folder with a manifest of its own for each further entry.
 */
async function writeManifests(name: string, at: string): Promise<void> {
  const source = JSON.parse(await readFile(join(ROOT, 'packages', name, 'package.json'), 'utf8'));
  const { private: _private, exports: sources, ...fields } = source;
  const kept = { ...fields, ...(await repositoryField()) };
  const entries = Object.entries<string>(sources).map(
    ([entry, path]) => [entry, conditionsOf(path)] as const,
  );
  const write = (path: string, manifest: object) =>
    writeFile(join(at, path, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const [entry, { require: made }] of entries) {
    if (entry === '.') {
      const exports = { ...Object.fromEntries(entries), './package.json': './package.json' };
      const engines = { node: '>=20.16' };
      await write('.', { ...kept, engines, main: made.default, types: made.types, exports });
    } else {
      await mkdir(join(at, entry));
      await write(entry, { main: `.${made.default}`, types: `.${made.types}` });
    }
  }
  for (const { folder, type } of KINDS) await write(folder, { type, sideEffects: kept.sideEffects });
}

/** Compiles the packages for one kind of modules into `<package>/<kind>` below a folder. */
async function compile(built: string, { folder, options }: (typeof KINDS)[number]): Promise<void> {
  const outDir = join(built, folder);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', PROJECT, '--outDir', outDir, ...options]);
  for (const name of PACKAGES) {
    await mkdir(join(built, name), { recursive: true });
    await rename(join(outDir, name, 'src'), join(built, name, folder));
  }
}

/** Compiles the packages and packs each into a folder, which is made. */
async function packSdk(folder: string): Promise<void> {
  const built = await mkdtemp(join(tmpdir(), 'vivavoce-release-'));
  try {
    await Promise.all(KINDS.map((kind) => compile(built, kind)));
    await mkdir(folder, { recursive: true });
    for (const name of PACKAGES) {
      const at = join(built, name);
      await writeManifests(name, at);
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
