/** The workspaces of Vivavoce as an installed package has them: compiled, with what they read, and with manifests that lead there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from './repository.ts';

const run = promisify(execFile);
const PROJECT = join(ROOT, 'release/vivavoce.tsconfig.json');

/** A workspace that is packed. */
export interface Workspace {
  readonly name: string;
  /** Its folder in the repository, relative to the root. */
  readonly folder: string;
  /** Files and folders that hold what is read besides compiled source, relative to its folder. */
  readonly holds: readonly string[];
}

/** What `vivavoce` consists of. Of the console only what was built and what finds it. */
export const WORKSPACES: readonly Workspace[] = [
  { name: 'vivavoce', folder: 'packages/cli', holds: ['bin', 'src'] },
  { name: '@vivavoce/console', folder: 'packages/console', holds: ['dist'] },
  { name: '@vivavoce/contract', folder: 'packages/contract', holds: ['src'] },
  { name: '@vivavoce/engine', folder: 'packages/engine', holds: ['src', 'weights'] },
  { name: '@vivavoce/evaluation', folder: 'evaluation', holds: ['src'] },
  { name: '@vivavoce/report', folder: 'packages/report', holds: ['src'] },
  { name: '@vivavoce/samples', folder: 'samples', holds: ['.'] },
  { name: '@vivavoce/sdk', folder: 'packages/sdk', holds: ['src'] },
  { name: '@vivavoce/server', folder: 'packages/server', holds: ['src'] },
  { name: '@vivavoce/texts', folder: 'packages/texts', holds: ['src'] },
];

/** Source, and what only tests and developers read. */
const NOT_SHIPPED =
  /((?<!\.d)\.ts|\.tsx|\.wat|\.golden\.json|\.snapshot\.txt|tsconfig\.json|(?<!^|\/)package\.json)$|(^|\/)(testing|golden|node_modules)$/;
/** How programs are named that run in processes and threads of their own; the ending is the only thing that changes. */
const PROGRAM = /(new URL\(\s*'[^']+\.)ts(',\s*import\.meta\.(?:url|resolve\())/g;
/** A file that a module names relative to itself. */
const NAMED_FILE = /new URL\(\s*'([^'$]+\.\w+)',\s*import\.meta\.url\)/g;

/**
 * Writes all workspaces into `<folder>/<name>`. The console has to be built.
 * @throws Error where the compiler fails, or a module names a file that is not there.
 */
export async function compileWorkspaces(folder: string): Promise<void> {
  const compiled = join(folder, '.compiled');
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', PROJECT, '--outDir', compiled]);
  for (const workspace of WORKSPACES) {
    const at = join(folder, workspace.name);
    await mkdir(dirname(at), { recursive: true });
    await rename(join(compiled, workspace.folder), at);
    for (const held of workspace.holds) await copyHeld(join(ROOT, workspace.folder, held), join(at, held));
    await writeManifest(workspace.folder, at);
    for (const file of await modulesOf(at)) await leadToCompiledPrograms(file);
  }
  await rm(compiled, { recursive: true });
  for (const { name } of WORKSPACES) await assertNamedFilesExist(join(folder, name));
}

function copyHeld(from: string, to: string): Promise<void> {
  const filter = (path: string) =>
    path === from || !NOT_SHIPPED.test(path.slice(from.length + 1).replaceAll('\\', '/'));
  return cp(from, to, { recursive: true, filter });
}

/** A manifest as an installed package has it: what leads to TypeScript in the source leads to what was made of it. */
async function writeManifest(folder: string, at: string): Promise<void> {
  const source = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
  const { private: _private, scripts: _scripts, devDependencies: _tools, ...kept } = source;
  const compiled = (target: unknown): unknown =>
    typeof target === 'string' && target.endsWith('.ts')
      ? { types: target.replace(/\.ts$/, '.d.ts'), default: target.replace(/\.ts$/, '.js') }
      : target;
  const entries = Object.entries(kept.exports ?? {}).map(([entry, target]) => [entry, compiled(target)]);
  // Its own programs, of which tests have others.
  const programs = Object.entries<{ default: string }>(kept.imports ?? {}).map(([name, target]) => [
    name,
    target.default.replace(/\.ts$/, '.js'),
  ]);
  const manifest = {
    ...kept,
    ...(kept.exports && { exports: Object.fromEntries(entries) }),
    ...(kept.imports && { imports: Object.fromEntries(programs) }),
  };
  await writeFile(join(at, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function modulesOf(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => /\.m?js$/.test(file)).map((file) => join(folder, file));
}

/** The compiler changes the endings of imports, but not of programs that are started by their path. */
async function leadToCompiledPrograms(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const compiled = text.replace(PROGRAM, '$1js$2');
  if (compiled !== text) await writeFile(file, compiled);
}

async function assertNamedFilesExist(folder: string): Promise<void> {
  for (const file of await modulesOf(folder)) {
    const text = await readFile(file, 'utf8');
    for (const [, name = ''] of text.matchAll(NAMED_FILE)) {
      const named = fileURLToPath(new URL(name, pathToFileURL(file)));
      if (!existsSync(named))
        throw new Error(`${basename(file)} names ${name}, which is not packed: ${named}`);
    }
  }
}
