import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@vivavoce/server';

const SERVER = fileURLToPath(new URL('server-process.ts', import.meta.url));
const START_LIMIT_MS = 60_000;

/** What a server tells of itself. */
interface Told {
  readonly url: string;
  readonly workerPids: readonly number[];
}

/** A server with workers and an embedded database, whose parts can be killed. */
export interface Machine {
  /** Where the API is to be found now; it moves when the server is started again. */
  url(): string;
  /** Kills a worker. @param dice from 0 to 1, says which. */
  killWorker(dice: number): Promise<void>;
  /** Kills the API process and starts another one. */
  killServer(): Promise<void>;
  /** Ends the database at once, as a restart of it does; whoever needs it starts it again. */
  restartDatabase(): Promise<void>;
  stop(): Promise<void>;
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Starts a server process; null if it ends before it answers, as it does when the database goes away just then. */
async function tryStart(config: Config): Promise<{ child: ChildProcess; told: Told } | null> {
  const child = fork(SERVER, [JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const told = once(child, 'message').then(([message]) => message as Told);
  const ended = once(child, 'exit').then(() => null);
  const first = await Promise.race([told, ended]);
  return first && { child, told: first };
}

/** Starts a machine on the data folder of a configuration. */
export async function startMachine(config: Config): Promise<Machine> {
  const start = async () => {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      const started = await tryStart(config);
      if (started) return started;
    }
    throw new Error(`The server does not start within ${START_LIMIT_MS / 1000} s`);
  };
  let now = await start();

  const isAlive = (): boolean => now.child.exitCode === null && now.child.signalCode === null;
  const ask = async (): Promise<Told> => {
    if (!isAlive()) now = await start();
    const gone = new AbortController();
    const { signal } = gone;
    const answer = Promise.race([
      once(now.child, 'message', { signal }),
      once(now.child, 'exit', { signal }).then(() => [now.told]),
    ]);
    now.child.send('who are you');
    const [told] = await answer;
    // Takes the listener away that did not hear anything.
    gone.abort();
    return told as Told;
  };
  return {
    url: () => now.told.url,
    async killWorker(dice) {
      const { workerPids } = await ask();
      const pid = workerPids[Math.floor(dice * workerPids.length)];
      if (pid) kill(pid, 'SIGKILL');
    },
    async killServer() {
      if (isAlive()) {
        now.child.kill('SIGKILL');
        await once(now.child, 'exit');
      }
      now = await start();
    },
    async restartDatabase() {
      for (const entry of await readdir(config.dataDir, { withFileTypes: true })) {
        const path = join(config.dataDir, entry.name, 'postmaster.pid');
        const text = await readFile(path, 'utf8').catch(() => null);
        if (text) kill(Number(text.split('\n')[0]), 'SIGINT');
      }
    },
    async stop() {
      if (!isAlive()) return;
      now.child.kill('SIGTERM');
      await once(now.child, 'exit');
    },
  };
}
