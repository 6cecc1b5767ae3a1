import type { WorkEvent } from './server-under-test.ts';

/** How many processes were killed, each while it was at something. */
export interface KillCounts {
  /** Workers that held a run. */
  readonly worker: number;
  /** Servers that had been sent a submit and had not answered it. */
  readonly server: number;
  /** Databases, right after a submit. */
  readonly database: number;
}

/** How kills are shared out; the rest go to workers. */
const SERVER_SHARE = 0.17;
const DATABASE_SHARE = 0.08;

/** How many of some kills go to each kind of process. */
export function distributeKills(kills: number): KillCounts {
  const server = Math.round(kills * SERVER_SHARE);
  const database = Math.round(kills * DATABASE_SHARE);
  return { worker: kills - server - database, server, database };
}

/** Kills workers that hold a run. */
export interface WorkerKiller {
  /** Has to be told of everything that workers do. */
  onWorkEvent(event: WorkEvent): void;
  killed(): number;
}

interface KillerOptions {
  /** How many workers to kill. */
  readonly wanted: number;
  /** How many runs there will be: they end all the same, after as many tries as it takes. */
  readonly runs: number;
  /** The longest time that a worker has been at a run when it is killed, ms. */
  readonly withinMs: number;
  /** Seeded, from 0 to 1. */
  readonly random: () => number;
  /** Kills a process; false if it has ended already. */
  readonly kill: (pid: number) => boolean;
}

/** Makes a killer of workers: of the tries that begin it lets so few through that the runs and the kills last equally long. */
export function createWorkerKiller({ wanted, runs, withinMs, random, kill }: KillerOptions): WorkerKiller {
  const busy = new Map<number, string>();
  let killed = 0;
  let planned = 0;
  const strike = (pid: number, runId: string): void => {
    planned -= 1;
    // It may have ended, or have been handed back, in time.
    if (busy.get(pid) !== runId) return;
    busy.delete(pid);
    if (kill(pid)) killed += 1;
  };
  return {
    killed: () => killed,
    onWorkEvent({ kind, pid, runId }) {
      if (kind === 'ended') {
        busy.delete(pid);
        return;
      }
      busy.set(pid, runId);
      if (killed + planned >= wanted || random() >= wanted / (wanted + runs)) return;
      planned += 1;
      setTimeout(strike, withinMs * random(), pid, runId);
    },
  };
}
