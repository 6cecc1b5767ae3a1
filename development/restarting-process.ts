/** A child process that is started again when the source it runs changes. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type FSWatcher, watch } from 'node:fs';

/** Editors write a file in several steps: changes closer together than this are one. */
const QUIET_MS = 200;
/** How long a child may take to stop before it is killed. */
const STOP_TIMEOUT_MS = 15_000;

/** What is run, and what restarts it. */
export interface RestartingProcessOptions {
  /** The TypeScript file that is run. */
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folders whose `.ts`, `.sql` and `.json` files restart it. */
  readonly watched: readonly string[];
  /** Called with the changed file before each restart. */
  onRestart(file: string): void;
  /** Called with every message that the child sends. */
  onMessage(message: unknown): void;
}

/** The running process. */
export interface RestartingProcess {
  /** The first message that the first child sends. */
  readonly firstMessage: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the process, and again after every change, until it is stopped. */
export function startRestartingProcess(options: RestartingProcessOptions): RestartingProcess {
  const { program, env, watched, onRestart, onMessage } = options;
  const start = (): ChildProcess => fork(program, { env, stdio: 'inherit' }).on('message', onMessage);
  let child = start();
  const firstMessage = once(child, 'message').then(([message]) => message);
  let restarting: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const restart = async (file: string): Promise<void> => {
    onRestart(file);
    await stopChild(child);
    child = start();
  };
  const onChange = (_event: string, file: string | null): void => {
    if (file === null || !/\.(ts|sql|json)$/.test(file) || /\.(test|fixture)\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(() => restart(file));
    }, QUIET_MS);
  };
  const watchers: FSWatcher[] = watched.map((folder) => watch(folder, { recursive: true }, onChange));

  return {
    firstMessage,
    async stop() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await restarting;
      await stopChild(child);
    },
  };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exit;
  clearTimeout(killer);
}
