/** The value of a file system call; null if it fails with one of some codes. Any other error is thrown. */
async function nullOnCode<T>(call: Promise<T>, codes: readonly string[]): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** The value of a file system call; null if there is no such file or folder. */
export function nullIfMissing<T>(call: Promise<T>): Promise<T | null> {
  return nullOnCode(call, ['ENOENT', 'ENOTDIR']);
}

/** Waits for a call that makes, moves or removes something; another process may have put something there first. */
export async function unlessTaken(call: Promise<void>): Promise<void> {
  await nullOnCode(call, ['EEXIST', 'ENOTEMPTY']);
}
