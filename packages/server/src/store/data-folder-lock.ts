/**
 * One PostgreSQL per data folder. Process numbers cannot tell whether a postmaster lives: every PID namespace, and so every
 * container, numbers its processes for itself. A lock of the operating system can: flock(2) holds across all namespaces of a
 * kernel, the postmaster inherits it with its file descriptor, and it goes when the last process of PostgreSQL ends.
 * Between machines it may not hold, so a record beside it says which machine started the database last.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { nullIfMissing } from './file-errors.ts';

/** Another server works on the data folder, or may do so. */
export class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError';
}

/** The right to start PostgreSQL in a data folder, held while any process has the file open. */
export interface DataFolderLock {
  /** For the postmaster to inherit; null where the platform needs no lock. */
  readonly fd: number | null;
  /** Closes the file in this process. */
  release(): Promise<void>;
}

/** The machine that started the database of a data folder. */
interface Owner {
  readonly host: string;
  /** Made by the kernel at every start of the machine, and the same in all of its containers; null where there is none. */
  readonly bootId: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
}

const LOCK_FILE = 'database-lock';
const OWNER_FILE = 'database-owner.json';
/** Status of the command flock when another process has the lock. */
const FLOCK_HELD = 1;

/**
 * Takes the lock of a data folder.
 * @returns null when another process has it, wherever on this machine it runs.
 * @throws Error where the command flock is missing or fails, as on a file system without locks.
 */
export async function lockDataFolder(dataDir: string): Promise<DataFolderLock | null> {
  // Only Linux has PID namespaces; elsewhere the number in postmaster.pid is enough.
  if (process.platform !== 'linux') return { fd: null, release: async () => {} };
  const file = await open(join(dataDir, LOCK_FILE), 'a', 0o600);
  let isTaken = false;
  try {
    isTaken = await flock(file.fd);
  } finally {
    if (!isTaken) await file.close();
  }
  return isTaken ? { fd: file.fd, release: () => file.close() } : null;
}

/** Node has no flock(2). The command locks the open file that it inherits, which stays locked after the command has ended. */
async function flock(fd: number): Promise<boolean> {
  const { PATH } = process.env;
  const child = spawn('flock', ['--nonblock', '--exclusive', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', fd],
    env: { PATH },
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const [status] = await once(child, 'close').catch((cause: unknown) => {
    throw new Error(
      'The command flock (package util-linux) is needed to protect the embedded database: install it, or set DATABASE_URL',
      { cause },
    );
  });
  if (status === 0) return true;
  if (status === FLOCK_HELD) return false;
  throw new Error(
    `The data folder cannot be locked, move it to a local disk or set DATABASE_URL: ${complaint.trim()}`,
  );
}

/**
 * Checks that no other machine may still run the database. To be called with the lock.
 * @throws DataFolderBusyError when another machine started the database and did not stop it.
 */
export async function requireOwnDatabase(dataDir: string, databaseDir: string): Promise<void> {
  const ownerFile = join(dataDir, OWNER_FILE);
  const text = await nullIfMissing(readFile(ownerFile, 'utf8'));
  const isStopped = (await nullIfMissing(stat(join(databaseDir, 'postmaster.pid')))) === null;
  if (text === null || isStopped) return;
  const { host, bootId, startedAt } = JSON.parse(text) as Owner;
  // The same boot is the same kernel, whose lock we hold; the same name with another boot is this machine before it restarted.
  if (bootId === (await currentBootId()) || host === hostname()) return;
  throw new DataFolderBusyError(
    `The database of ${dataDir} was started on the machine ${host} at ${startedAt} and not stopped there. ` +
      `Stop that server first. If it runs no more, delete ${ownerFile} and start again.`,
  );
}

/** Records this machine as the one that starts the database. To be called with the lock. */
export async function recordOwner(dataDir: string): Promise<void> {
  const owner: Owner = {
    host: hostname(),
    bootId: await currentBootId(),
    startedAt: new Date().toISOString(),
  };
  await writeFile(join(dataDir, OWNER_FILE), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
}

async function currentBootId(): Promise<string | null> {
  const text = await nullIfMissing(readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
  return text?.trim() ?? null;
}
