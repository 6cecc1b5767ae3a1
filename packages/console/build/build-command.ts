/** `npm run build`: builds in a temporary folder, then moves it into place, so that a server never serves half a console. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { CONSOLE_DIR, DIGEST_FILE, sourceDigest } from './built-console.ts';
import { buildDocumentation } from './documentation.ts';

const digest = await sourceDigest();
const temporaryDir = `${CONSOLE_DIR}.${process.pid}`;
const previousDir = `${temporaryDir}.old`;
await build({
  root: fileURLToPath(new URL('..', import.meta.url)),
  logLevel: 'warn',
  build: { outDir: temporaryDir, emptyOutDir: true },
});
await buildDocumentation(join(temporaryDir, 'docs'));
await compressTexts(temporaryDir);
await writeFile(join(temporaryDir, DIGEST_FILE), digest);
await rename(CONSOLE_DIR, previousDir).catch(ignoreMissing);
await rename(temporaryDir, CONSOLE_DIR).catch(async (error: NodeJS.ErrnoException) => {
  // A concurrent build has finished first.
  if (error.code !== 'ENOTEMPTY') throw error;
  await rm(temporaryDir, { recursive: true });
});
await rm(previousDir, { recursive: true, force: true });

/** Writes a `.gz` and a `.br` next to every text file, which the server serves as they are. */
async function compressTexts(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  for (const file of files.filter((name) => /\.(js|css|html|svg|txt)$/.test(name))) {
    const path = join(folder, file);
    const text = await readFile(path);
    await writeFile(`${path}.gz`, gzipSync(text));
    await writeFile(
      `${path}.br`,
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
