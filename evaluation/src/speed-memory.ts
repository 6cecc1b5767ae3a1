import { readdirSync, readFileSync } from 'node:fs';

/** Watches the memory of this process and its children. */
export interface MemoryWatch {
  /** The most memory seen so far, bytes: pages that processes share count once (proportional set size). */
  peakBytes(): number;
  stop(): void;
}

/** Looking takes the kernel about 30 ms a process of this size: more often would slow what is measured. */
const INTERVAL_MS = 1000;
const KIB = 1024;

/**
 * Looks at the memory every second; where the system has no `/proc`, at this process alone.
 * @param except a child that does not count
 */
export function startMemoryWatch(except?: number): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, heldBytes(except));
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

function heldBytes(except: number | undefined): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss();
  const others = readProcesses();
  const family = new Set([process.pid]);
  // Parents have not always a lower number than their children: look until no more are found.
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const { pid, parent } of others) if (family.has(parent) && pid !== except) family.add(pid);
  }
  return [...family].reduce((sum, pid) => sum + proportionalBytes(pid), 0);
}

function proportionalBytes(pid: number): number {
  try {
    const lines = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(lines)?.[1] ?? 0) * KIB;
  } catch {
    // It ended between the two looks.
    return 0;
  }
}

interface KnownProcess {
  readonly pid: number;
  readonly parent: number;
}

function readProcesses(): KnownProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        return [{ pid: Number(name), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0) }];
      } catch {
        // It ended between the two looks.
        return [];
      }
    });
}
