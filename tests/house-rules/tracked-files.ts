/** The files of the repository. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, an absolute path. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths from the root of the files under version control that match; files deleted but not yet committed are left out. */
export function trackedFiles(pattern: RegExp): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && pattern.test(path) && existsSync(join(ROOT, path)));
}
