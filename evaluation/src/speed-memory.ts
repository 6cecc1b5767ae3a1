import { readdirSync, readFileSync } from 'node:fs';

/** Watches the memory of a process and its children. */
export interface MemoryWatch {
  /** The most memory seen so far, bytes: pages that processes share count once (proportional set size). */
  peakBytes(): number;
  stop(): void;
}

/** Looking takes the kernel about 30 ms a process of this size: more often would slow what is measured. */
const INTERVAL_MS = 1000;
const KIB = 1024;

/**
 * Looks every second at the memory that a process and its children hold; where the system has no `/proc`, at this process alone.
 * @param root the process
 */
export function startMemoryWatch(root: number): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, heldBytesOf(root));
  };
  look();
  const timer = setInterval(look, INTERVAL_MS);
  timer.unref();
  return {
    peakBytes() {
      look();
      return peak;
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * What a process and its children hold, bytes, as `MemoryWatch` counts it.
 * @param counts which of them count, by their command line; all unless given
 */
export function heldBytesOf(root: number, counts: (command: string) => boolean = () => true): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss();
  const all = readProcesses();
  const family = new Set([root]);
  // Parents have not always a lower number than their children: look until no more are found.
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  const counted = [...family].filter((pid) => counts(readOf(pid, 'cmdline')));
  return counted.reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}

const proportionalBytes = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readOf(pid, 'smaps_rollup'))?.[1] ?? 0) * KIB;

interface KnownProcess {
  readonly pid: number;
  readonly parent: number;
}

const readProcesses = (): KnownProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      parent: Number(/^PPid:\s+(\d+)/m.exec(readOf(Number(name), 'status'))?.[1] ?? 0),
    }));

function readOf(pid: number, file: 'cmdline' | 'smaps_rollup' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It ended between the two looks.
    return '';
  }
}
