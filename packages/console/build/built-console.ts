/** The built console: rebuilt when its source has changed. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The folder of the built console, with `index.html`. */
export const CONSOLE_DIR = here('../dist');
/** The file in the built folder with the digest of its source. */
export const DIGEST_FILE = '.source-digest';

/** Everything that goes into the build, the documentation included. An installed package has only the built files. */
const SOURCES = [
  '../build',
  '../../../docs',
  '../../../README.md',
  '../../../CHANGELOG.md',
  '../src',
  '../public',
  '../index.html',
  '../vite.config.ts',
  '../package.json',
  '../../contract/src',
  '../../sdk/src',
  '../../texts/src',
];

/**
 * Builds the console if its source has changed.
 * @param onBuild called before a build, which takes some seconds.
 * @returns the folder of the built files.
 * @throws Error if the build fails, with its output.
 */
export async function ensureConsoleBuilt(onBuild: () => void = () => {}): Promise<string> {
  if (!existsSync(here('../src'))) return CONSOLE_DIR;
  if ((await builtDigest()) === (await sourceDigest())) return CONSOLE_DIR;
  onBuild();
  // In a child process, so that its memory is freed; the server's settings are none of its business.
  const { PATH = '', TMPDIR = '/tmp', SYSTEMROOT = '' } = process.env;
  await promisify(execFile)(process.execPath, [here('./build-command.ts')], {
    env: { PATH, TMPDIR, SYSTEMROOT },
  });
  return CONSOLE_DIR;
}

/** SHA-256 over names and contents of the console's source, in hex. */
export async function sourceDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(here(source))) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function builtDigest(): Promise<string | null> {
  const file = join(CONSOLE_DIR, DIGEST_FILE);
  return existsSync(file) ? await readFile(file, 'utf8') : null;
}

async function filesOf(path: string): Promise<string[]> {
  if (/\.[^/]+$/.test(path)) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
