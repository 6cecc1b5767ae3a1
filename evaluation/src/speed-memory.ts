import { readdirSync, readFileSync } from 'node:fs';

/** Watches the memory of this process and its children. */
export interface MemoryWatch {
  /** The most resident memory seen so far, bytes; shared pages count once a process. */
  peakBytes(): number;
  stop(): void;
}

const INTERVAL_MS = 200;
const KIB = 1024;

/** Looks at the memory several times a second; where the system has no `/proc`, at this process alone. */
export function startMemoryWatch(): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentBytes());
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

function residentBytes(): number {
  const others = process.platform === 'linux' ? readProcesses() : [];
  const family = new Set([process.pid]);
  // Parents have not always a lower number than their children: look until no more are found.
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const { pid, parent } of others) if (family.has(parent)) family.add(pid);
  }
  const children = others.filter(({ pid }) => pid !== process.pid && family.has(pid));
  return children.reduce((sum, { bytes }) => sum + bytes, process.memoryUsage.rss());
}

interface ProcessMemory {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
}

function readProcesses(): ProcessMemory[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return [{ pid: Number(name), parent: field('PPid'), bytes: field('VmRSS') * KIB }];
      } catch {
        // It ended between the two looks.
        return [];
      }
    });
}
