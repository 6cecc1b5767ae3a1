import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../../ids.ts';
import { nullIfMissing, unlessTaken } from '../file-errors.ts';
import { type ObjectEntry, ObjectMissingError, type ObjectStore, runOfKey } from './object-store.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** What is not complete yet lies beside the runs, as if it were of a run that there is not. */
const INCOMING = 'incoming';

/** Opens a file of the store for reading. */
async function openObject(path: string, key: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw isMissing(error) ? new ObjectMissingError(key) : error;
  }
}

/** Moves a complete file to its place; the folder of its run may be erased at the same time. */
async function place(from: string, to: string): Promise<void> {
  for (;;) {
    try {
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await rename(from, to);
      return;
    } catch (error) {
      const isGone = isMissing(error) || (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isGone || !(await nullIfMissing(stat(from)))) throw error;
    }
  }
}

/** Removes an empty folder, if it is there. */
async function removeFolder(path: string): Promise<void> {
  await nullIfMissing(rmdir(path));
}

/** Objects in a folder, closed to other users: a folder for each run, a file for each object. */
export async function openFolderObjects(folder: string): Promise<ObjectStore> {
  const incoming = join(folder, INCOMING);
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (key: string): string => join(folder, key);

  async function* list(): AsyncIterable<ObjectEntry> {
    for (const run of await readdir(folder)) {
      // A run may be erased while its objects are listed.
      for (const name of (await nullIfMissing(readdir(join(folder, run)))) ?? []) {
        const found = await nullIfMissing(stat(join(folder, run, name)));
        if (found) yield { key: `${run}/${name}`, changedAt: found.mtime };
      }
    }
  }

  return {
    list,
    async put(key, body) {
      const path = join(incoming, newId());
      try {
        // Flushed: the run that is admitted next must find its recording after a power cut too.
        await pipeline(body, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
        await place(path, pathOf(key));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      const file = await openObject(pathOf(key), key);
      const { size } = await file.stat();
      const { start = 0, end = size } = range ?? {};
      if (start >= end || start >= size) {
        await file.close();
        return { size, body: Readable.from([]) };
      }
      return { size, body: file.createReadStream({ start, end: Math.min(end, size) - 1 }) };
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
      // The run's folder goes with its last object; the folder of unfinished uploads stays.
      if (runOfKey(key) !== INCOMING) await unlessTaken(removeFolder(dirname(pathOf(key))));
    },
    // Tried again where another object is being placed there just now.
    deleteRun: (runId) => rm(pathOf(runId), { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }),
  };
}
