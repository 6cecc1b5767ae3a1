import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.ts';

/** A recording that has arrived and belongs to no run yet. */
export interface Upload {
  /** Where the bytes lie for reading. */
  readonly path: string;
  readonly sha256: Buffer;
  /** Makes it the recording of a key, for good. */
  keep(key: string): Promise<void>;
  /** Removes it; harmless after `keep`. */
  discard(): Promise<void>;
}

/** Where recordings are kept: temporary until their run exists, then under a key of their own. */
export interface AudioStore {
  /** Stores a stream. If it breaks off nothing is left and the error is thrown on. */
  receive(stream: Readable): Promise<Upload>;
  /** Where the recording of a key can be read from. */
  pathOf(key: string): string;
  /** Removes a recording; nothing happens if there is none. */
  erase(key: string): Promise<void>;
  /** Removes what a crash left: uploads older than an age in ms, and recordings that `isKnown` does not know. */
  sweep(
    olderThanMs: number,
    isKnown: (keys: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<number>;
}

/** The entries of a folder that were last changed before a time. */
async function entriesBefore(folder: string, timeMs: number): Promise<string[]> {
  const old: string[] = [];
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && found.mtimeMs < timeMs) old.push(name);
  }
  return old;
}

/** Recordings in a folder, closed to other users. Keys are plain names of ours, never a client's text. */
export async function openAudioFolder(folder: string): Promise<AudioStore> {
  const incoming = join(folder, 'incoming');
  const kept = join(folder, 'runs');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await mkdir(kept, { recursive: true, mode: 0o700 });
  const pathOf = (key: string): string => join(kept, key);

  return {
    pathOf,
    async receive(stream) {
      const path = join(incoming, newId());
      const hash = createHash('sha256');
      try {
        stream.on('data', (chunk) => hash.update(chunk));
        await pipeline(stream, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return {
        path,
        sha256: hash.digest(),
        keep: (key) => rename(path, pathOf(key)),
        discard: () => rm(path, { force: true }),
      };
    },
    erase: (key) => rm(pathOf(key), { force: true }),
    async sweep(olderThanMs, isKnown) {
      const before = Date.now() - olderThanMs;
      const uploads = await entriesBefore(incoming, before);
      for (const name of uploads) await rm(join(incoming, name), { force: true });
      const recordings = await entriesBefore(kept, before);
      const known = await isKnown(recordings);
      const orphans = recordings.filter((key) => !known.has(key));
      for (const key of orphans) await rm(pathOf(key), { force: true });
      return uploads.length + orphans.length;
    },
  };
}
