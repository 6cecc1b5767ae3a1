/** The program that decodes, made of JavaScript in advance: its rights are too few to keep what Node made of TypeScript. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENGINE = fileURLToPath(new URL('../packages/engine/', import.meta.url));
const FOLDER = join(ENGINE, '.prebuilt');
/** The condition under which the engine's `package.json` leads to it. */
const CONDITION = 'vivavoce-prebuilt';

/**
 * Builds the program, which takes less time than one process needs to take the types out of its source.
 * @returns the options of Node with which an engine starts it.
 * @throws Error of esbuild.
 */
export async function prebuildDecoder(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ENGINE, 'src/media/decode-process.ts')],
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
  });
  await mkdir(FOLDER, { recursive: true });
  await copyFile(join(ENGINE, 'src/media/resampler-kernel.wasm'), join(FOLDER, 'resampler-kernel.wasm'));
  // The program itself comes last: other tests may be starting it now. The other names change with what they hold.
  const isProgram = (path: string) => Number(basename(path) === 'decode-process.mjs');
  for (const { path, contents } of outputFiles.toSorted((a, b) => isProgram(a.path) - isProgram(b.path)))
    await writeIfNew(path, contents);
  return `--conditions=${CONDITION}`;
}

async function writeIfNew(path: string, contents: Uint8Array): Promise<void> {
  const present = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!present?.equals(contents)) await writeFile(path, contents);
}
