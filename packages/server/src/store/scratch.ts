import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.ts';
import { nullIfMissing } from './file-errors.ts';
import type { ObjectStore } from './objects/object-store.ts';

/** A recording that was uploaded and belongs to no run yet. */
export interface Upload {
  /** Where the bytes lie for reading. */
  readonly path: string;
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  /** Removes it. */
  discard(): Promise<void>;
}

/**
 * Temporary files, as decoders need files: uploads until they are in the object store, recordings while they are analysed.
 * They are not encrypted.
 */
export interface Scratch {
  /** Stores a stream. If it fails, nothing is left and the error is rethrown. */
  receive(stream: Readable): Promise<Upload>;
  /**
   * Calls a function with files that hold the bytes of objects, in their order, and removes the files afterwards. Errors are
   * those of the object store; an aborted signal ends the copying with its reason.
   */
  withFiles<T>(
    objects: ObjectStore,
    keys: readonly string[],
    use: (paths: readonly string[]) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Removes files of processes that have ended, and files older than an age in ms. Returns their number. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Between the parts of a file's name: machine, process, id. */
const SEPARATOR = '~';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Scratch files in a folder, closed to other users. Several processes and machines may share it. */
export async function openScratch(folder: string): Promise<Scratch> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const newPath = (): string => join(folder, [hostname(), process.pid, newId()].join(SEPARATOR));

  const isLeft = async (name: string, before: number): Promise<boolean> => {
    const [machine, pid] = name.split(SEPARATOR);
    if (machine === hostname() && !isRunning(Number(pid))) return true;
    const found = await nullIfMissing(stat(join(folder, name)));
    return found !== null && found.mtimeMs < before;
  };
  const write = async (stream: Readable, signal?: AbortSignal): Promise<string> => {
    const path = newPath();
    try {
      await pipeline(stream, createWriteStream(path, { mode: 0o600, flags: 'wx' }), { signal });
      return path;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  };
  return {
    async receive(stream) {
      const hash = createHash('sha256');
      let sizeBytes = 0;
      stream.on('data', (chunk) => {
        hash.update(chunk);
        sizeBytes += chunk.length;
      });
      const path = await write(stream);
      return { path, sha256: hash.digest(), sizeBytes, discard: () => rm(path, { force: true }) };
    },
    async withFiles(objects, keys, use, signal) {
      const paths: string[] = [];
      try {
        for (const key of keys) paths.push(await write((await objects.get(key)).body, signal));
        return await use(paths);
      } finally {
        for (const path of paths) await rm(path, { force: true });
      }
    },
    async sweep(olderThanMs) {
      const before = Date.now() - olderThanMs;
      let left = 0;
      for (const name of await readdir(folder)) {
        if (!(await isLeft(name, before))) continue;
        await rm(join(folder, name), { force: true });
        left += 1;
      }
      return left;
    },
  };
}
