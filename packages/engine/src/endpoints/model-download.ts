/** Downloads a model that the operator named, once and only when asked, from an address that they give. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelRecord, readModelRecord, recordPath } from '../models/added-models.ts';
import { loadSession } from '../models/inference-session.ts';

/** A model could not be added; nothing of it is left. */
export class ModelDownloadError extends Error {
  override readonly name = 'ModelDownloadError';
}

/** What to download. */
export interface WantedModel {
  /** Name of the file without its ending: letters, digits, dots and dashes. */
  readonly name: string;
  readonly url: string;
  readonly licence: string;
  /** Only this file is taken; any where absent. */
  readonly sha256?: string | undefined;
}

/** A model in the folder, and what is known of it. */
export interface AddedModel extends ModelRecord {
  readonly name: string;
  readonly path: string;
}

const ENDING = '.onnx';
/** Segmentation models have 6 MB, embedding models up to some 100. */
const MAX_BYTES = 1024 ** 3;
/** Without an answer for so long a download is given up, ms. */
const WAIT_MS = 60_000;

/**
 * Downloads a model into a folder, with its record beside it. Redirects are followed; nothing but the address is sent.
 * @throws ModelDownloadError for a name or address that cannot be, a model that is there, an answer that is no model, or another
 * file than the checksum names.
 */
export async function downloadModel(folder: string, wanted: WantedModel): Promise<AddedModel> {
  const { name, url, licence } = wanted;
  if (!/^[\w-][\w.-]{0,80}$/.test(name))
    throw new ModelDownloadError(`${name} is no name of a model: use letters, digits, dots and dashes.`);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new ModelDownloadError(`${url} is no http or https address.`);
  const path = join(folder, name + ENDING);
  if (existsSync(path)) throw new ModelDownloadError(`${path} is there already: delete it first.`);
  await mkdir(folder, { recursive: true });
  const unfinished = `${path}.part`;
  try {
    const sha256 = await fetchInto(unfinished, url);
    if (wanted.sha256 !== undefined && wanted.sha256.toLowerCase() !== sha256)
      throw new ModelDownloadError(`${url} has the SHA-256 ${sha256}, not ${wanted.sha256}.`);
    await checkModel(unfinished, url);
    const record = { url, sha256, licence, addedAt: new Date().toISOString() };
    await writeFile(recordPath(path), `${JSON.stringify(record, null, 2)}\n`);
    await rename(unfinished, path);
    return { name, path, ...record };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * The models in the folder by name; none where it does not exist.
 * @throws Error for a record that cannot be read.
 */
export async function listAddedModels(folder: string): Promise<AddedModel[]> {
  const files = existsSync(folder) ? await readdir(folder) : [];
  return files
    .filter((file) => file.endsWith(ENDING))
    .toSorted()
    .flatMap((file) => {
      const path = join(folder, file);
      const record = readModelRecord(path);
      return record === null ? [] : [{ name: file.slice(0, -ENDING.length), path, ...record }];
    });
}

/** @returns the SHA-256 of the bytes. */
async function fetchInto(path: string, url: string): Promise<string> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), WAIT_MS);
  const hash = createHash('sha256');
  await using file = await open(path, 'w');
  try {
    const response = await fetch(url, { signal: giveUp.signal });
    if (!response.ok || response.body === null)
      throw new ModelDownloadError(`${url} answered ${response.status}.`);
    let bytes = 0;
    for await (const chunk of response.body) {
      timer.refresh();
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw new ModelDownloadError(`${url} is larger than 1 GiB.`);
      hash.update(chunk);
      await file.write(chunk);
    }
    return hash.digest('hex');
  } catch (cause) {
    if (cause instanceof ModelDownloadError) throw cause;
    throw new ModelDownloadError(`${url} could not be downloaded.`, { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function checkModel(path: string, url: string): Promise<void> {
  try {
    await (await loadSession(path)).release();
  } catch (cause) {
    throw new ModelDownloadError(`${url} is no ONNX model.`, { cause });
  }
}
