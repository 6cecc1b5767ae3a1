/**
 * Whether a release is one version everywhere.
 *
 *     npx node release/check-version.ts v0.2.0
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './repository.ts';

/** Manifests of what is published, and of the repository. */
const MANIFESTS = ['.', 'packages/cli', 'packages/contract', 'packages/sdk'] as const;

/**
 * What is wrong with the release that a tag names; empty if nothing is.
 * @param root of the repository.
 */
export async function releaseFaults(tag: string, root = ROOT): Promise<string[]> {
  const version = /^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/.exec(tag)?.[1];
  if (version === undefined) return [`${tag} is no tag of a version, such as v0.2.0`];
  const faults: string[] = [];
  for (const folder of MANIFESTS) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    if (manifest.version !== version) faults.push(`${folder}/package.json has version ${manifest.version}`);
  }
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  const heading = changelog.split('\n').find((line) => line.startsWith(`## ${version}`));
  if (heading !== `## ${version}`) faults.push(`CHANGELOG.md has ${heading ?? 'no section'} for ${version}`);
  return faults;
}

if (import.meta.main) {
  const [tag = ''] = process.argv.slice(2);
  const faults = await releaseFaults(tag);
  if (faults.length > 0) throw new Error(faults.join('; '));
}
