import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '@vivavoce/engine/process-environment';
import type { Logger } from 'pino';
import type { WorkerListeners } from './start-worker.ts';
import type { WorkerInit, WorkerMessage } from './worker-process.ts';

/** `worker-process.ts`, or what the tests made of it. */
const ENTRY = fileURLToPath(import.meta.resolve('#worker-process'));
const RESTART_AFTER_MS = 1000;
const STOP_LIMIT_MS = 10_000;

/**
 * Keeps one worker process alive until it is stopped.
 * @param listeners told of every run that the worker finishes, and of endpoints that fail.
 */
export function superviseWorkerProcess(
  init: WorkerInit,
  logger: Logger,
  { onRun, onEndpoint }: Required<WorkerListeners>,
): { stop(): Promise<void>; pid(): number } {
  let stopping = false;
  let child: ChildProcess;
  let ended = Promise.resolve();

  const start = (): void => {
    if (stopping) return;
    const fresh = fork(ENTRY, [], {
      env: childEnvironment(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = fresh;
    ended = new Promise((done) => {
      fresh.once('exit', (code, signal) => {
        done();
        if (stopping) return;
        logger.error({ code, signal }, 'a worker ended and is started again');
        setTimeout(start, RESTART_AFTER_MS);
      });
    });
    fresh.on('error', () => {});
    fresh.on('message', (message: WorkerMessage) => {
      if (message.kind === 'run') onRun(message.measure);
      else onEndpoint(message);
    });
    fresh.send(init, () => {});
  };
  start();

  return {
    pid: () => child.pid ?? 0,
    async stop() {
      stopping = true;
      if (child.connected) child.disconnect();
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(force);
    },
  };
}
