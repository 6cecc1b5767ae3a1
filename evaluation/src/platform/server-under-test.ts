import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Config } from '@vivavoce/server';

const SERVER = fileURLToPath(new URL('server-process.ts', import.meta.url));
const START_LIMIT_MS = 60_000;

/** A worker has begun to work on a run, or has ended it. */
export interface WorkEvent {
  readonly kind: 'started' | 'ended';
  /** Process id of the worker. */
  readonly pid: number;
  readonly runId: string;
}

/** A server with workers and an embedded database, whose parts can be killed. */
export interface ServerUnderTest {
  /** Where the API is to be found now; it moves when the server is started again. */
  url(): string;
  /** Kills a worker; false if it has ended already. */
  killWorker(pid: number): boolean;
  /** Kills the API process and starts another one; its workers end with it. */
  killServer(): Promise<void>;
  /** Ends the database at once, as a restart of it does; whoever needs it starts it again. */
  restartDatabase(): Promise<void>;
  stop(): Promise<void>;
}

/** Sends a signal; false if the process has ended by itself. */
function kill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

/** What lines of a log say. */
const EVENTS: Readonly<Record<string, WorkEvent['kind']>> = {
  'run started': 'started',
  'run finished': 'ended',
  'the analysis broke off': 'ended',
};

/** Tells what workers do, as the log of the server and its workers has it. */
function followLog(child: ChildProcess, onWork: (event: WorkEvent) => void): void {
  if (!child.stderr) return;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!line.startsWith('{')) {
      process.stderr.write(`${line}\n`);
      return;
    }
    const { msg, pid, runId } = JSON.parse(line) as { msg: string; pid: number; runId?: string };
    const kind = EVENTS[msg];
    if (kind && runId) onWork({ kind, pid, runId });
  });
}

/** Starts a server process; null if it ends before it answers, as it does when the database goes away just then. */
async function tryStart(config: Config, onWork: (event: WorkEvent) => void) {
  const child = fork(SERVER, [JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  followLog(child, onWork);
  const url = once(child, 'message').then(([message]) => message as string);
  const ended = once(child, 'exit').then(() => null);
  const first = await Promise.race([url, ended]);
  return first && { child, url: first };
}

/**
 * Starts a machine on the data folder of a configuration.
 * @param onWork told what workers do, as far as the configuration has it logged.
 */
export async function startServerUnderTest(
  config: Config,
  onWork: (event: WorkEvent) => void = () => {},
): Promise<ServerUnderTest> {
  const start = async () => {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      const started = await tryStart(config, onWork);
      if (started) return started;
    }
    throw new Error(`The server does not start within ${START_LIMIT_MS / 1000} s`);
  };
  let current = await start();
  let isStopping = false;
  let restarted = Promise.resolve();
  /** Whoever ends, killed or because the database was away too long, is followed by another one. */
  const follow = (): void => {
    current.child.once('exit', () => {
      if (isStopping) return;
      restarted = start().then((fresh) => {
        current = fresh;
        follow();
      });
    });
  };
  follow();
  return {
    url: () => current.url,
    killWorker: (pid) => kill(pid, 'SIGKILL'),
    async killServer() {
      const { child } = current;
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await restarted;
    },
    async restartDatabase() {
      for (const entry of await readdir(config.dataDir, { withFileTypes: true })) {
        const path = join(config.dataDir, entry.name, 'postmaster.pid');
        const text = await readFile(path, 'utf8').catch(() => null); // The process may have ended.
        if (text) kill(Number(text.split('\n')[0]), 'SIGINT');
      }
    },
    async stop() {
      await restarted;
      isStopping = true;
      const { child } = current;
      if (!child.kill('SIGTERM')) return;
      await once(child, 'exit');
    },
  };
}
