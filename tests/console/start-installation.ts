/** Starts the installations of the browser suites. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./installation-process.ts', import.meta.url));
/** Includes building the console. */
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 30_000;

/** An installation with users, runs and credits. */
export interface Installation {
  readonly url: string;
  readonly apiKey: string;
  /** Signs the owner of Acme Recruiting in once. */
  readonly ownerToken: string;
  /** Links that sign other users in once. */
  readonly loginLinks: {
    /** An owner of Acme Recruiting who has no password yet. */
    readonly withoutPassword: string;
    /** The owner of an organisation that never submitted a recording. */
    readonly withoutRuns: string;
  };
  /** The opening of the sample interview: corrected and reviewed soon after it is submitted. */
  readonly sampleRunId: string;
  /** A call of 75 seconds, analysed after the sample. */
  readonly callRunId: string;
}

/** A server that nobody has set up yet. */
export interface EmptyInstallation {
  readonly url: string;
  readonly setupLink: string;
}

/** A running installation; it stops and removes its data when it is disposed of. */
export type Running<T> = T & AsyncDisposable;

/** Starts an installation with an owner and two recordings in its queue. */
export const startInstallation = (): Promise<Running<Installation>> => start<Installation>();

/** Starts a server that nobody has set up yet. */
export const startEmptyInstallation = (): Promise<Running<EmptyInstallation>> =>
  start<EmptyInstallation>('without-owner');

/** @throws Error if the process ends, or is not ready within three minutes. */
async function start<T>(...args: readonly string[]): Promise<Running<T>> {
  const child = fork(PROGRAM, args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => {
    throw new Error(`The installation ended with status ${code} before it was ready`);
  });
  const signal = AbortSignal.timeout(START_LIMIT_MS);
  const [message] = (await Promise.race([once(child, 'message', { signal }), failed])) as [T];
  // From here on it may end; its tests notice.
  failed.catch(() => undefined);
  return {
    ...message,
    async [Symbol.asyncDispose]() {
      const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      if (child.connected) child.disconnect();
      await exited;
      clearTimeout(killer);
    },
  };
}
