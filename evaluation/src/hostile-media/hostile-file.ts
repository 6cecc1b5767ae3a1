import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file, or something else that has a path, made to break a decoder. */
export interface HostileFile {
  readonly kind: string;
  readonly name: string;
  /** Whether a recording may come of it; of a list of other files never. */
  readonly mayGiveSound: boolean;
  /** Puts it into an empty folder and gives its path. */
  place(folder: string): Promise<string>;
}

/** A hostile file with a content that is made only when it is needed. */
export function fileOf(
  kind: string,
  name: string,
  content: () => Buffer | string,
  mayGiveSound = true,
): HostileFile {
  return {
    kind,
    name,
    mayGiveSound,
    async place(folder) {
      const path = join(folder, name.replaceAll(/[^\w.-]+/g, '-'));
      await writeFile(path, content());
      return path;
    },
  };
}
