import { mkdir, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A group of processes that together may have so much memory; above it the kernel ends one of them. */
export interface MemoryLimit {
  /** File that takes the number of a process which then belongs to the group, with those that it starts from then on. */
  readonly processesFile: string;
  /** Removes the group once its processes have ended. */
  remove(): Promise<void>;
}

const MIB = 1024 * 1024;
const REMOVE_TRIES = 50;
const REMOVE_EVERY_MS = 100;

interface Controller {
  readonly folder: string;
  /** A file that tells which version of cgroups it is. */
  readonly mark: string;
  readonly file: string;
  /** The file that keeps the group from swapping instead, and what to write to it. */
  readonly swapFile: string;
  swapValue(limit: number): number;
}

/** The controller of memory in both versions of cgroups. */
const CONTROLLERS: readonly Controller[] = [
  {
    folder: '/sys/fs/cgroup',
    mark: 'cgroup.controllers',
    file: 'memory.max',
    swapFile: 'memory.swap.max',
    swapValue: () => 0,
  },
  {
    folder: '/sys/fs/cgroup/memory',
    mark: 'memory.limit_in_bytes',
    file: 'memory.limit_in_bytes',
    swapFile: 'memory.memsw.limit_in_bytes',
    swapValue: (limit) => limit,
  },
];

/** Makes a group below a controller; null if it is not there, or not ours to use. */
async function makeGroup(controller: Controller, name: string, limit: number): Promise<string | null> {
  const { folder, mark, file, swapFile, swapValue } = controller;
  const group = join(folder, name);
  try {
    await stat(join(folder, mark));
    await mkdir(group);
  } catch {
    return null; // The other version of cgroups, or another user's.
  }
  try {
    await writeFile(join(group, file), String(limit), { flag: 'r+' });
  } catch {
    await rmdir(group); // The controller is not passed on to groups.
    return null;
  }
  // There is no such file where the kernel does not count swap.
  await writeFile(join(group, swapFile), String(swapValue(limit)), { flag: 'r+' }).catch(() => undefined);
  return group;
}

/**
 * Makes a group of processes with a limit.
 * @param name of its folder, unique on this machine.
 * @returns null where this process may not make one.
 */
export async function limitMemory(name: string, limitMiB: number): Promise<MemoryLimit | null> {
  for (const controller of CONTROLLERS) {
    const group = await makeGroup(controller, name, limitMiB * MIB);
    if (group) return { processesFile: join(group, 'cgroup.procs'), remove: () => removeGroup(group) };
  }
  return null;
}

/** Processes that were killed are in it for a moment yet. */
async function removeGroup(group: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await rmdir(group);
    } catch (error) {
      if (tries >= REMOVE_TRIES) throw error;
      await sleep(REMOVE_EVERY_MS);
    }
  }
}
