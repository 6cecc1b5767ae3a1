import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a system says where nothing may be written; Node gives the last for a whole path on a read-only file system. */
const REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT']);

/**
 * Makes the data folder of a demonstration: beside that of the server, or in it where nothing may be written beside it, as in the image.
 * @param dataDir the server's data folder.
 * @returns its path.
 * @throws errors of the file system, such as for a file in the place of the folder.
 */
export async function makeDemoFolder(dataDir: string): Promise<string> {
  const beside = `${dataDir}-demo`;
  // Under root the database runs as another user, who has to get through.
  const options = { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 };
  try {
    await mkdir(beside, options);
    return beside;
  } catch (error) {
    if (!REFUSALS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  const inside = join(dataDir, 'demo');
  await mkdir(inside, options);
  return inside;
}
