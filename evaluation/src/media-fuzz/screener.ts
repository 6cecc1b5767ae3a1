import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Screening } from './screening-process.ts';

const PROGRAM = fileURLToPath(new URL('./screening-process.ts', import.meta.url));
/** A file of five seconds takes a twentieth of this, ms. */
const LONGEST_MS = 10_000;
/** A process whose memory grew beyond this is replaced, as what one file took would hide what the next one takes, bytes. */
const REPLACED_FROM = 300 * 2 ** 20;

/** Decodes files quickly, in a process that lives on from one to the next. */
export class Screener implements Disposable {
  #child: ChildProcess | null = null;

  /** What decoding a file took; null where the process died of it or took too long. */
  async screen(path: string): Promise<Screening | null> {
    this.#child ??= fork(PROGRAM, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const screening = await answerOf(this.#child, path);
    if (screening === null || screening.peakBytes > REPLACED_FROM) this[Symbol.dispose]();
    return screening;
  }

  /** Ends the process. */
  [Symbol.dispose](): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}

function answerOf(child: ChildProcess, path: string): Promise<Screening | null> {
  return new Promise((resolve) => {
    const end = (answer: Screening | null): void => {
      clearTimeout(limit);
      child.removeAllListeners();
      resolve(answer);
    };
    const limit = setTimeout(() => end(null), LONGEST_MS);
    child.once('message', (answer) => end(answer as Screening));
    child.once('error', () => end(null));
    child.once('exit', () => end(null));
    child.send(path);
  });
}
