import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelSettings } from '../endpoints/settings.ts';
import {
  MOONSHINE_DECODER,
  MOONSHINE_ENCODER,
  modelPath,
  moonshineFiles,
  packageFolder,
  SILERO_VAD,
} from './model-files.ts';

/** A model by name, and the SHA-256 of its files. */
export interface ModelChecksum {
  readonly name: string;
  readonly sha256: string;
}

const WEIGHTS = fileURLToPath(new URL('../../weights/', import.meta.url));
/** Cards and lists of checksums stand beside the weights: they decide nothing. */
const NOT_WEIGHTS = /\.md$|-checksums\.json$/;
/** Files that an operator can replace. */
const SPEAKER_WEIGHTS = /^speaker-/;
/** What the aligner reads of its acoustic models, by the name that provenance shows. */
const ALIGNERS = { soundswallower: 'en-us', 'soundswallower-french': 'fr-fr' };

/**
 * Every model that a score can depend on, for provenance, ordered by name.
 * @param chosen what the operator chose in the place of those that ship.
 */
export async function modelChecksums({
  speakerWeights,
  transcriberFolder,
}: Pick<ModelSettings, 'speakerWeights' | 'transcriberFolder'>): Promise<ModelChecksum[]> {
  const shipped = [MOONSHINE_ENCODER, SILERO_VAD, ...(transcriberFolder === null ? [MOONSHINE_DECODER] : [])];
  const fromPackages = shipped.map((file) => checksum(file.name, [modelPath(file)]));
  const transcriber =
    transcriberFolder === null
      ? []
      : Object.entries(moonshineFiles(transcriberFolder)).map(([part, path]) =>
          checksum(`${basename(resolve(transcriberFolder))}-${part}`, [path]),
        );
  const isReplaced = (path: string) => speakerWeights !== null && SPEAKER_WEIGHTS.test(basename(path));
  const weights = (await filesIn(WEIGHTS)).filter((path) => !isReplaced(path));
  const given = speakerWeights === null ? [] : (await filesIn(speakerWeights)).filter(isReplaced);
  const learned = [...Map.groupBy([...weights, ...given], nameOf)]
    .filter(([name]) => name !== '')
    .map(([name, paths]) => checksum(name, paths));
  const alignment = Object.entries(ALIGNERS).map(async ([name, folder]) =>
    checksum(name, await filesIn(join(packageFolder('soundswallower'), 'model', folder))),
  );
  const all = await Promise.all([...fromPackages, ...transcriber, ...learned, ...alignment]);
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Weights that are kept in several files of one name are one model. */
function nameOf(path: string): string {
  return NOT_WEIGHTS.test(path) ? '' : basename(path, extname(path));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name))
    .toSorted();
}

async function checksum(name: string, paths: readonly string[]): Promise<ModelChecksum> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return { name, sha256: hash.digest('hex') };
}
