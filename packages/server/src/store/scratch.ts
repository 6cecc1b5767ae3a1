import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.ts';
import type { ObjectStore } from './objects/object-store.ts';

/** A recording that has arrived and belongs to no run yet. */
export interface Upload {
  /** Where the bytes lie for reading. */
  readonly path: string;
  readonly sha256: Buffer;
  /** Removes it. */
  discard(): Promise<void>;
}

/**
 * Files that exist only while somebody works on them, as decoders want files: uploads until they are in the object store,
 * recordings while they are analysed. They are not encrypted.
 */
export interface Scratch {
  /** Stores a stream. If it breaks off nothing is left and the error is thrown on. */
  receive(stream: Readable): Promise<Upload>;
  /**
   * Gives a file with an object's bytes to a function, and removes it after. Errors are those of the object store; an
   * aborted signal ends the copying with its reason.
   */
  withFile<T>(
    objects: ObjectStore,
    key: string,
    use: (path: string) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Removes what processes left that are no more, or that is older than an age in ms. Returns how many files. */
  sweep(olderThanMs: number): Promise<number>;
}

/** Stands between the parts of a file's name: machine, process, id. */
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
    const found = await stat(join(folder, name)).catch(() => null);
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
      stream.on('data', (chunk) => hash.update(chunk));
      const path = await write(stream);
      return { path, sha256: hash.digest(), discard: () => rm(path, { force: true }) };
    },
    async withFile(objects, key, use, signal) {
      const path = await write((await objects.get(key)).body, signal);
      try {
        return await use(path);
      } finally {
        await rm(path, { force: true });
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
