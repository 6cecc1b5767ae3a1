import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The memory of one decoding child, bytes. */
export interface DecoderMemory {
  readonly peakBytes: number;
  /** The limit that the system holds it to; null when it was never seen under one. */
  readonly limitBytes: number | null;
  /** Processor time, clock ticks (100 a second on Linux). */
  readonly processorTicks: number;
}

/** Watches the children of this process that hold a recording open. */
export interface DecoderWatch {
  /** What the children that decoded this file took, at most; forgets it. Null when none was seen. */
  take(path: string): DecoderMemory | null;
  stop(): void;
}

const INTERVAL_MS = 50;
const KIB = 1024;
const INPUT_DESCRIPTOR = 3;

/** Looks into `/proc` twenty times a second; sees nothing on systems without it. */
export function watchDecoders(): DecoderWatch {
  const seen = new Map<string, DecoderMemory>();
  const timer = setInterval(() => {
    for (const pid of childrenOf(process.pid)) {
      const now = memoryOf(pid);
      if (now === null) continue;
      const before = seen.get(now.path);
      seen.set(now.path, {
        peakBytes: Math.max(now.peakBytes, before?.peakBytes ?? 0),
        limitBytes: now.limitBytes ?? before?.limitBytes ?? null,
        processorTicks: Math.max(now.processorTicks, before?.processorTicks ?? 0),
      });
    }
  }, INTERVAL_MS);
  timer.unref();
  return {
    take(path) {
      const found = seen.get(path) ?? null;
      seen.delete(path);
      return found;
    },
    stop: () => clearInterval(timer),
  };
}

function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    const text = textOf(`/proc/${pid}/task/${task}/children`) ?? '';
    return text.split(' ').filter(Boolean).map(Number);
  });
}

function memoryOf(pid: number): (DecoderMemory & { readonly path: string }) | null {
  const status = textOf(`/proc/${pid}/status`);
  const limits = textOf(`/proc/${pid}/limits`);
  const stat = textOf(`/proc/${pid}/stat`);
  if (status === null || limits === null || stat === null) return null;
  // Fields 14 and 15; the second is a name in brackets, the third follows it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  try {
    const path = readlinkSync(`/proc/${pid}/fd/${INPUT_DESCRIPTOR}`);
    const peak = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
    const limit = /^Max data size\s+(\d+)/m.exec(limits)?.[1];
    return {
      path,
      peakBytes: Number(peak ?? 0) * KIB,
      limitBytes: limit === undefined ? null : Number(limit),
      processorTicks: Number(fields[14 - 3]) + Number(fields[15 - 3]),
    };
  } catch {
    // It ended while it was looked at.
    return null;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Processes and threads end between the listing and the look.
    return null;
  }
}
