/**
 * The programs that tests start again and again, made of JavaScript in advance. That which decodes has too few rights to keep what
 * Node made of TypeScript; the others would load some hundred modules at every start.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const PACKAGES = fileURLToPath(new URL('../packages/', import.meta.url));
/** The condition under which the `package.json` of engine and server leads to them. */
const CONDITION = 'vivavoce-prebuilt';
/** What is put into the programs: our own, and the libraries of many modules. Others may be native or read files beside them. */
const BUNDLED = /^(@vivavoce\/|kysely($|\/)|zod($|\/))/;
/** Its errors are told by their class, which program and engine have to have from the same file. */
const SHARED = '@vivavoce/engine/errors';

/** Programs that share what they have in common. */
interface Programs {
  readonly workspace: string;
  /** Relative to the workspace. */
  readonly sources: readonly string[];
  /** Imports that stay as they are, by their names. */
  readonly isExternal: (name: string) => boolean;
}

const PROGRAMS: readonly Programs[] = [
  { workspace: 'engine', sources: ['src/media/decode-process.ts'], isExternal: () => true },
  {
    workspace: 'server',
    sources: ['src/worker/worker-process.ts', 'src/worker/analysis-process.ts', 'src/testing/fake-engine.ts'],
    isExternal: (name) => !BUNDLED.test(name) || name === SHARED,
  },
];

/**
 * Builds the programs, which takes less time than a few processes need to load their sources.
 * @returns the options of Node with which engine and server start them.
 * @throws Error of esbuild.
 */
export async function prebuildPrograms(): Promise<string> {
  await Promise.all(PROGRAMS.map(prebuild));
  return `--conditions=${CONDITION}`;
}

async function prebuild({ workspace, sources, isExternal }: Programs): Promise<void> {
  const folder = join(PACKAGES, workspace, '.prebuilt');
  const names = sources.map((source) => `${basename(source, '.ts')}.mjs`);
  const { outputFiles } = await build({
    entryPoints: sources.map((source) => join(PACKAGES, workspace, source)),
    entryNames: '[name]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    write: false,
    plugins: [leaveOut(isExternal), keepPlaces],
  });
  await mkdir(folder, { recursive: true });
  // The programs themselves come last: other tests may be starting them now. The other names change with what they hold.
  const isProgram = (path: string) => Number(names.includes(basename(path)));
  for (const { path, contents } of outputFiles.toSorted((a, b) => isProgram(a.path) - isProgram(b.path)))
    await writeIfNew(path, contents);
}

/** Leaves packages where they are. */
const leaveOut = (isExternal: Programs['isExternal']): Plugin => ({
  name: 'leave-out',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
      kind !== 'entry-point' && isExternal(path) ? { path, external: true } : null,
    );
  },
});

/** Lets our own modules find files and programs beside their sources. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/]\w+[\\/]src[\\/].*\.m?[jt]s$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const place = JSON.stringify(pathToFileURL(path).href);
      const contents = text.replaceAll('import.meta.url', place);
      return { contents, loader: path.endsWith('ts') ? 'ts' : 'js' };
    });
  },
};

async function writeIfNew(path: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!present?.equals(contents)) await writeFile(path, contents);
}
