import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Endings of the formats that the engine takes. */
const ENDINGS = new Set('.mp3 .wav .m4a .webm .ogg .opus .flac .mp4 .mov .mkv'.split(' '));

/**
 * The paths of the recordings in a folder by name, or the path itself where it is a file; what lies beside recordings, such
 * as their truth, is left out.
 * @throws the error of the file system when there is nothing there.
 */
export async function recordingFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => ENDINGS.has(extname(name).toLowerCase()));
  return names.sort().map((name) => join(path, name));
}
