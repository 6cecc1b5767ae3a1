import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CommandRequest, EndedCommand } from './command-process.ts';

const PROGRAM = fileURLToPath(new URL('./command-process.ts', import.meta.url));

/** Runs commands of `vivavoce`, one after the other, in one process beside the test. */
export interface CommandRunner extends Disposable {
  /** Waits for the end of a command, whatever its exit status. */
  run(...args: readonly string[]): Promise<EndedCommand>;
}

/** Starts a process for commands. @param variables of the environment that are set for them. */
export function startCommandRunner(variables: Readonly<Record<string, string>> = {}): CommandRunner {
  const child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let last: Promise<unknown> = Promise.resolve();
  const runOne = (args: readonly string[]): Promise<EndedCommand> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null) =>
        reject(new Error(`The process for commands ended with ${code}`));
      child.once('exit', onExit);
      child.once('message', (ended: EndedCommand) => {
        child.off('exit', onExit);
        resolve(ended);
      });
      child.send({ args, variables } satisfies CommandRequest);
    });
  return {
    run(...args) {
      const ended = last.then(() => runOne(args));
      // Who asked gets the error; the next command has nothing to do with it.
      last = ended.catch(() => undefined);
      return ended;
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}
