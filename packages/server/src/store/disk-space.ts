import { statfs } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { storageFull } from '../storage-full.ts';
import { nullIfMissing } from './file-errors.ts';

/** Free space on the file system of a folder for those who are not root, bytes; null if there is no such folder. */
async function freeBytes(folder: string): Promise<number | null> {
  const found = await nullIfMissing(statfs(folder));
  return found && found.bavail * found.bsize;
}

/**
 * Checks that recordings can be taken in and worked on. A reserve is kept free: a PostgreSQL without space for its log stops,
 * and erasing, which makes room, has to write too.
 * @throws ServiceError STORAGE_FULL if less than the reserve is free in the data folder or the scratch folder.
 */
export async function requireFreeSpace({
  dataDir,
  scratchDir,
  minFreeBytes,
}: Pick<Config, 'dataDir' | 'scratchDir' | 'minFreeBytes'>): Promise<void> {
  const free = await Promise.all([dataDir, scratchDir].map(freeBytes));
  if (free.some((bytes) => bytes !== null && bytes < minFreeBytes)) throw storageFull();
}
