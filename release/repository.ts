/** What the repository says about itself. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the lockfile says of a folder below the root. */
export interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly link?: boolean;
  /** Checksum of its tarball. */
  readonly integrity?: string;
  /** Whether it comes within the tarball of another package. */
  readonly inBundle?: boolean;
}

/** Folders by what is installed in them, as `node_modules/zod`. */
export type Lockfile = Readonly<Record<string, LockedPackage>>;

/** The packages of the lockfile in a folder below the root. */
export async function readLockfile(folder = '.'): Promise<Lockfile> {
  return JSON.parse(await readFile(join(ROOT, folder, 'package-lock.json'), 'utf8')).packages;
}

/** The folder of a dependency as Node finds it from another folder; null where it is not installed. */
export function lockedFolder(lockfile: Lockfile, from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const folder = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lockfile[folder]) return folder;
    if (at === '') return null;
  }
}

/** Where the repository is, as npm compares it with who publishes; nothing where the root's manifest does not say. */
export async function repositoryField(): Promise<{ readonly repository?: unknown }> {
  const { repository } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return repository === undefined ? {} : { repository };
}
