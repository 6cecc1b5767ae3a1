import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * The next message of a child process.
 * @throws Error when the process ends before, or has ended.
 */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = (code: unknown) => new Error(`${child.spawnargs.join(' ')} ended with ${code}`);
  if (child.exitCode !== null) throw ended(child.exitCode);
  const decided = new AbortController();
  const { signal } = decided;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as unknown),
      once(child, 'exit', { signal }).then(([code]) => {
        throw ended(code);
      }),
    ]);
  } finally {
    decided.abort();
  }
}
