/** The part of `node:fs` that reads a file as a Blob. */
interface FileSystem {
  openAsBlob(path: string): Promise<Blob>;
  readonly promises: { access(path: string): Promise<void> };
}

/**
 * Opens a file by its path as a Blob that is read when it is sent. Node's file system is asked for by name at run time: an
 * import of `node:fs`, even a dynamic one, breaks builds for browsers.
 * @throws Node's own error if there is no such file or it may not be read; TypeError where there are no paths: in browsers, and in Node before 20.16.
 */
export async function openPath(path: string): Promise<Blob> {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  const fileSystem = process?.getBuiltinModule?.('node:fs') as FileSystem | undefined;
  if (!fileSystem) {
    throw new TypeError(
      'A file is read by its path in Node 20.16 or later only: give a Blob or File instead',
    );
  }
  // It says what is wrong with a path, which `openAsBlob` does not.
  await fileSystem.promises.access(path);
  return fileSystem.openAsBlob(path);
}

/** The last part of a path. */
export const baseName = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
