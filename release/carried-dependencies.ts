/** The packages of others that an installed Vivavoce runs on: the very versions that were tested, in the places where they were. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import {
  MOONSHINE_DECODER,
  MOONSHINE_ENCODER,
  SILERO_VAD,
} from '../packages/engine/src/models/model-files.ts';
import { WORKSPACES } from './compiled-workspaces.ts';
import { isNative } from './native-package.ts';
import { type Lockfile, lockedFolder, ROOT } from './repository.ts';

/** Packages of which only these model files are read: their code is made for browsers and brings hundreds of megabytes along. */
const MODELS = Map.groupBy([MOONSHINE_ENCODER, MOONSHINE_DECODER, SILERO_VAD], (model) => model.package);
/** The console is carried as it was built: what it is built of stays behind. */
const BUILT = '@vivavoce/console';
/** Says what is under which licence, in a package of which only parts are taken. */
const TERMS = /^(package\.json|readme|licen[cs]e|notice|copying)/i;
/** What only developers read: a third of all files, each of which takes time to install. Files of npm would hide others from it. */
const LEFT_OUT =
  /(\.map|\.d\.[cm]?ts|\.tsbuildinfo|(^|\/)\.(npmignore|gitignore))$|^(node_modules|tests?|__tests__|docs?|examples?|benchmarks?|\.github)$/;

/** The dependencies of all workspaces, and theirs, by their folders in the repository. */
export function carriedDependencies(lockfile: Lockfile): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (folder: string) => {
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = lockfile[folder] ?? {};
    const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
    for (const name of [...Object.keys(dependencies), ...peers]) {
      const at = lockedFolder(lockfile, folder, name);
      if (at === null) throw new Error(`${name}, which ${folder} needs, is not in the lockfile`);
      if (found.has(at) || isNative(name) || lockfile[at]?.link) continue;
      found.add(at);
      if (!MODELS.has(name)) follow(at);
    }
  };
  for (const { name, folder } of WORKSPACES) if (name !== BUILT) follow(folder);
  return found;
}

/** Copies dependencies to `<folder>/node_modules`, those of a workspace's own below it. */
export async function copyDependencies(carried: Iterable<string>, folder: string): Promise<void> {
  for (const from of carried) {
    const to = join(folder, placeOf(from));
    const name = from.slice(from.lastIndexOf('node_modules/') + 'node_modules/'.length);
    await mkdir(dirname(to), { recursive: true });
    if (MODELS.has(name)) await copyModels(name, join(ROOT, from), to);
    else await copyPackage(join(ROOT, from), to);
  }
}

/** `packages/engine/node_modules/x` lies in `node_modules/@vivavoce/engine/node_modules/x` once it is packed. */
function placeOf(folder: string): string {
  const owner = WORKSPACES.find((workspace) => folder.startsWith(`${workspace.folder}/node_modules/`));
  return owner ? `node_modules/${owner.name}${folder.slice(owner.folder.length)}` : folder;
}

/** Copies a package without the packages that are installed in it. */
function copyPackage(from: string, to: string): Promise<void> {
  const filter = (path: string) =>
    path === from ||
    !LEFT_OUT.test(
      path
        .slice(from.length + 1)
        .split(sep)
        .join('/'),
    );
  return cp(from, to, { recursive: true, filter });
}

async function copyModels(name: string, from: string, to: string): Promise<void> {
  const terms = (await readdir(from)).filter((file) => TERMS.test(file));
  const models = MODELS.get(name)?.map(({ path }) => path) ?? [];
  for (const path of [...terms, ...models]) await cp(join(from, path), join(to, path), { recursive: true });
  if (!existsSync(join(to, 'package.json'))) throw new Error(`${name} has no manifest`);
}
