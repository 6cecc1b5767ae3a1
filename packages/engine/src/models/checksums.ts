import { createHash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readModelRecord } from './added-models.ts';
import {
  MOONSHINE_DECODER,
  MOONSHINE_ENCODER,
  modelPath,
  moonshineFiles,
  packageFolder,
  SILERO_VAD,
} from './model-files.ts';
import { EMBEDDING_FILE, EMBEDDING_FILE_OF_0_1_0 } from './speaker-weights.ts';

/** A model by name, and the SHA-256 of its files. */
export interface ModelChecksum {
  readonly name: string;
  readonly sha256: string;
  /** What the operator was shown when they added it; absent for models that ship or were named by path alone. */
  readonly licence?: string | undefined;
}

/** Folders with models of the operator that replace shipped ones; null where the shipped ones are used. */
export interface ReplacedModels {
  readonly speakerWeights: string | null;
  readonly transcriberFolder: string | null;
  readonly segmentation: { readonly segmentation: string; readonly embedding: string } | null;
  readonly scoreWeights: 'default' | 'open';
}

const WEIGHTS = fileURLToPath(new URL('../../weights/', import.meta.url));
/** Cards and lists of checksums beside the weights; no score depends on them. */
const NOT_WEIGHTS = /\.md$|-checksums\.json$/;
/** Weights of which only those of the operator's choice of score weights are used. */
const NOT_USED = {
  default: /^score-vocabulary-open\./,
  open: /^score-(vocabulary|words)\./,
} as const;
/** Bytes that are read at once. */
const PIECE_BYTES = 256 * 1024;
/** Files that an operator can replace, by name. */
const SPEAKER_WEIGHTS = /^speaker-/;
/** What was learned for the decoder that ships, and for no other. */
const ADAPTER = /^recogniser-adapter\./;
/** Folders of the aligner's acoustic models, by the name in provenance. */
const ALIGNERS = { soundswallower: 'en-us', 'soundswallower-french': 'fr-fr' };

/**
 * Every model that a score can depend on, for provenance, ordered by name.
 * Those of the operator replace the shipped ones.
 */
export async function modelChecksums({
  speakerWeights,
  transcriberFolder,
  segmentation,
  scoreWeights,
}: ReplacedModels): Promise<ModelChecksum[]> {
  const shipped = [MOONSHINE_ENCODER, SILERO_VAD, ...(transcriberFolder === null ? [MOONSHINE_DECODER] : [])];
  const fromPackages = shipped.map((file) => checksum(file.name, [modelPath(file)]));
  const transcriber =
    transcriberFolder === null
      ? []
      : Object.entries(moonshineFiles(transcriberFolder)).map(([part, path]) =>
          checksum(`${basename(resolve(transcriberFolder))}-${part}`, [path]),
        );
  const hasOwnSpeakers = speakerWeights !== null || segmentation !== null;
  const isReplaced = (path: string) => hasOwnSpeakers && SPEAKER_WEIGHTS.test(basename(path));
  const isUsed = (path: string) =>
    !isReplaced(path) &&
    !NOT_USED[scoreWeights].test(basename(path)) &&
    (transcriberFolder === null || !ADAPTER.test(basename(path)));
  const weights = (await filesIn(WEIGHTS)).filter(isUsed);
  const given = speakerWeights === null ? [] : (await filesIn(speakerWeights)).filter(isReplaced);
  const learned = [...Map.groupBy([...weights, ...given], nameOf)]
    .filter(([name]) => name !== '')
    .map(([name, paths]) => checksum(name, paths));
  const alignment = Object.entries(ALIGNERS).map(async ([name, folder]) =>
    checksum(name, await filesIn(join(packageFolder('soundswallower'), 'model', folder))),
  );
  const separators =
    segmentation === null
      ? []
      : [segmentation.segmentation, segmentation.embedding].map(async (path) => {
          const licence = readModelRecord(path)?.licence;
          const name = basename(path, extname(path));
          return { ...(await checksum(name, [path])), ...(licence !== undefined && { licence }) };
        });
  const all = await Promise.all([...fromPackages, ...transcriber, ...separators, ...learned, ...alignment]);
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Weights in several files of one name are one model; an old name of a file counts as the present one. */
function nameOf(path: string): string {
  const file = basename(path) === EMBEDDING_FILE_OF_0_1_0 ? EMBEDDING_FILE : basename(path);
  return NOT_WEIGHTS.test(file) ? '' : basename(file, extname(file));
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
  // Piece by piece through one buffer: memory for 110 MB takes longer to come by than the sums.
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  for (const path of paths) {
    await using file = await open(path);
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
    }
  }
  return { name, sha256: hash.digest('hex') };
}
