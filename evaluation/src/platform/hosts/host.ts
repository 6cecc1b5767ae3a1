import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Config } from '@vivavoce/server';
import type { Machine } from './network.ts';

const SERVER = new URL('../server-process.ts', import.meta.url);
const CLOCK = new URL('clock-shift.ts', import.meta.url);
const PORT = 8080;

/** What a log says of a worker and its run. */
export interface HostEvent {
  readonly kind: 'started' | 'stored' | 'fenced off' | 'broke off' | 'reached nobody';
  /** Null where it reached nobody. */
  readonly runId: string | null;
  /** When it was read here, ms of `performance.now()`. */
  readonly at: number;
  /** For what reason it broke off, as the log has it. */
  readonly why: string | null;
}

/** An API process and a worker on a machine. */
export interface Host {
  readonly machine: Machine;
  readonly url: string;
  /** Everything that its worker did, in order. */
  readonly events: readonly HostEvent[];
}

/** How a host differs from others. */
export interface HostOptions {
  /** How far its clock is ahead, ms. */
  readonly clockAheadMs: number;
  /** The group of processes that it belongs to, see {@link MemoryLimit}; null: none. */
  readonly processesFile: string | null;
}

interface LogLine {
  readonly msg: string;
  readonly runId?: string;
  readonly why?: string;
  readonly done?: boolean;
}

/** What a line of a log says of a run; null if nothing. */
function eventOf({ msg, runId, why, done }: LogLine): HostEvent | null {
  const event = { runId: runId ?? null, at: performance.now(), why: why ?? null };
  if (msg === 'the worker could not reach the database or the objects')
    return { kind: 'reached nobody', ...event };
  if (!runId) return null;
  if (msg === 'run started') return { kind: 'started', ...event };
  if (msg === 'run finished') return { kind: done ? 'stored' : 'fenced off', ...event };
  if (msg === 'the analysis broke off') return { kind: 'broke off', ...event };
  return null;
}

/** Reads a log into a list; what is no log is passed on. */
function followLog(child: ChildProcess, events: HostEvent[]): void {
  if (!child.stderr) return;
  createInterface({ input: child.stderr }).on('line', (line) => {
    const event = line.startsWith('{') ? eventOf(JSON.parse(line)) : null;
    if (event) events.push(event);
    else if (!line.startsWith('{')) process.stderr.write(`${line}\n`);
  });
}

/**
 * Starts a server with its workers on a machine.
 * @param config of the server, but for where it listens.
 */
export async function startHost(
  machine: Machine,
  config: Config,
  { clockAheadMs, processesFile }: HostOptions,
): Promise<Host> {
  const [onMachine = '', ...flags] = machine.command;
  const clock = clockAheadMs === 0 ? [] : ['--import', `${CLOCK.href}?ms=${clockAheadMs}`];
  const own = { ...config, host: machine.address, port: PORT };
  const child = fork(SERVER, [JSON.stringify(own)], {
    execPath: onMachine,
    execArgv: [...flags, process.execPath, ...clock],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (processesFile && child.pid) await writeFile(processesFile, String(child.pid));
  const events: HostEvent[] = [];
  followLog(child, events);
  const url = once(child, 'message').then(([message]) => message as string);
  const ended = once(child, 'exit').then(() => null);
  const first = await Promise.race([url, ended]);
  if (first === null) throw new Error(`The server at ${machine.address} does not start`);
  return { machine, url: first, events };
}
