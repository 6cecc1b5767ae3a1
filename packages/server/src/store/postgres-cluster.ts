import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lchown,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { childEnvironment } from '@vivavoce/engine/process-environment';
import {
  DataFolderBusyError,
  type DataFolderLock,
  lockDataFolder,
  recordOwner,
  requireOwnDatabase,
} from './data-folder-lock.ts';
import { nullIfMissing, unlessTaken } from './file-errors.ts';
import {
  closedFolderOnTheWay,
  findPostgres,
  majorVersionOf,
  type PostgresProgram,
} from './postgres-program.ts';

const run = promisify(execFile);

/** The database in a data folder is of another PostgreSQL than this program brings. */
export class DatabaseVersionError extends Error {
  override readonly name = 'DatabaseVersionError';
}

/** The user and the database of an embedded installation. */
export const EMBEDDED_NAME = 'vivavoce';

const START_LIMIT_MS = 30_000;
const RETRY_MS = 300;
/** How long a postmaster that is starting or ending elsewhere may keep the lock without a reachable port. */
const BUSY_LIMIT_MS = 10_000;
const READY_LIMIT_MS = 20_000;
const READY_POLL_MS = 50;
/** Lines of postmaster.pid, from 0 (PostgreSQL's `miscadmin.h`, `LOCK_FILE_LINE_...`). */
const POSTMASTER_LINES = { pid: 0, port: 3, status: 7 } as const;

/** A database cluster in a data folder. It may run or not; processes come and go around it. */
export interface Cluster {
  readonly dataDir: string;
  /** Where PostgreSQL keeps its files. */
  readonly databaseDir: string;
  readonly password: string;
  readonly program: PostgresProgram;
}

/** Runs a program of PostgreSQL as its user, away from folders that the user cannot enter. */
async function runPostgres(program: PostgresProgram, file: string, args: readonly string[]): Promise<void> {
  await run(file, args, { cwd: '/', env: { ...childEnvironment(), LC_ALL: 'C' }, ...(program.user ?? {}) });
}

/** The password of the installation, made at the first call; of several processes at once one makes it. */
export async function readPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'database-password');
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  const existing = await nullIfMissing(readFile(path, 'utf8'));
  if (existing) return existing;
  await writeFile(fresh, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await unlessTaken(link(fresh, path));
  await rm(fresh);
  return readFile(path, 'utf8');
}

/** Rights on its folder with which PostgreSQL does not start. */
const GROUP_WRITE_OR_OTHERS = 0o027;

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  // Statements hold personal data: they stay out of the database's log.
  'log_min_error_statement=panic',
  'log_min_messages=warning',
];

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves no half of one. */
export async function initialise(
  program: PostgresProgram,
  databaseDir: string,
  password: string,
): Promise<void> {
  const fresh = `${databaseDir}.${randomBytes(6).toString('hex')}`;
  const passwordFile = join(tmpdir(), `vivavoce-${randomBytes(6).toString('hex')}`);
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    if (program.user) {
      await chown(fresh, program.user.uid, program.user.gid);
      await chown(passwordFile, program.user.uid, program.user.gid);
    }
    await runPostgres(program, program.initdb, [
      `--pgdata=${fresh}`,
      `--username=${EMBEDDED_NAME}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...SETTINGS.map((setting) => `--set=${setting}`),
    ]);
    // If another process was quicker, its cluster stays.
    await unlessTaken(rename(fresh, databaseDir));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Gives a database folder to the user whom PostgreSQL runs as, as it demands: copies made with `cp -r` or restored from an
 * archive have another owner, or are open to others.
 * @throws Error with what to do if this process may not do that.
 */
async function claimDatabaseFolder({ user }: PostgresProgram, databaseDir: string): Promise<void> {
  const owner = user?.uid ?? process.getuid?.();
  const found = await nullIfMissing(stat(databaseDir));
  if (owner === undefined || found === null) return;
  if (found.uid !== owner) {
    if (!user) {
      throw new Error(
        `The database in ${databaseDir} belongs to another user: start as that user, or give it away with "chown -R ${owner} ${databaseDir}"`,
      );
    }
    const entries = await readdir(databaseDir, { recursive: true });
    for (const entry of ['.', ...entries]) await lchown(join(databaseDir, entry), user.uid, user.gid);
  }
  if ((found.mode & GROUP_WRITE_OR_OTHERS) !== 0) await chmod(databaseDir, 0o700);
}

/**
 * The cluster of a data folder, made if there is none. Does not start it.
 * @throws Error if the folder cannot be used, with what to do.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  // Root's database runs as another user, who has to pass through the folder; what is in it is closed by itself.
  const mode = process.getuid?.() === 0 ? 0o755 : 0o700;
  await mkdir(dataDir, { recursive: true, mode });
  const program = await findPostgres(dataDir);
  if (program.user) {
    const closed = await closedFolderOnTheWay(dataDir, program.user);
    if (closed === dataDir) await chmod(dataDir, mode);
    else if (closed) {
      throw new Error(
        `PostgreSQL runs as the user postgres, who cannot enter ${closed}: set VIVAVOCE_DATA_DIR to a folder elsewhere`,
      );
    }
  }
  const databaseDir = join(dataDir, 'database');
  const password = await readPassword(dataDir);
  if (!(await nullIfMissing(stat(databaseDir)))) {
    await requireNoUpgrade(dataDir);
    await initialise(program, databaseDir, password);
  } else await requireOwnVersion(program, databaseDir);
  await claimDatabaseFolder(program, databaseDir);
  return { dataDir, databaseDir, password, program };
}

/** The folder of an upgrade that is at work or was broken off, in a data folder. */
export const UPGRADE_FOLDER = 'database-upgrade';
/** The file in it that says that the new database is complete. */
export const UPGRADE_CHECKED = 'checked';

/** The PostgreSQL that made a database: its major version. */
export async function databaseVersion(databaseDir: string): Promise<number> {
  return Number(await readFile(join(databaseDir, 'PG_VERSION'), 'utf8'));
}

/** Checks that the programs can start a database: only those of its own major version can. */
async function requireOwnVersion(program: PostgresProgram, databaseDir: string): Promise<void> {
  const made = await databaseVersion(databaseDir);
  const ours = program.major ?? (await majorVersionOf(program));
  if (made === ours) return;
  throw new DatabaseVersionError(
    made < ours
      ? `The database in ${databaseDir} is of PostgreSQL ${made}, and this program brings ${ours}: run \`vivavoce upgrade\`, which tells what it needs`
      : `The database in ${databaseDir} is of PostgreSQL ${made}, and this program brings only ${ours}: start the newer version of Vivavoce again`,
  );
}

/** Checks that a missing database is not one that an upgrade was about to put in its place. */
async function requireNoUpgrade(dataDir: string): Promise<void> {
  if (!(await nullIfMissing(stat(join(dataDir, UPGRADE_FOLDER, UPGRADE_CHECKED))))) return;
  throw new DatabaseVersionError(
    `An upgrade of the database in ${dataDir} was broken off at its last step: run \`vivavoce upgrade\` again`,
  );
}

/** The command line of a living process; null if there is none, or it cannot be told. */
async function commandOf(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')) || null;
    return (await run('ps', ['-p', String(pid), '-o', 'command='], { env: childEnvironment() })).stdout;
  } catch {
    return null;
  }
}

/** What postmaster.pid says: the number and the port, NaN or 0 where it says none, and the status, such as `ready`. */
async function readPostmasterFile({ databaseDir }: Cluster) {
  const text = await nullIfMissing(readFile(join(databaseDir, 'postmaster.pid'), 'utf8'));
  const lines = text?.split('\n') ?? [];
  return {
    pid: Number(lines[POSTMASTER_LINES.pid]),
    port: Number(lines[POSTMASTER_LINES.port]),
    status: lines[POSTMASTER_LINES.status]?.trim(),
  };
}

/** The port of the postmaster that has the cluster, starting ones included; null if none lives. */
export async function runningPort(cluster: Cluster): Promise<number | null> {
  const { pid, port } = await readPostmasterFile(cluster);
  if (!pid || !port) return null;
  const command = await commandOf(pid);
  return command?.includes(cluster.databaseDir) ? port : null;
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}

/** The last lines of the database's own log, for messages. */
async function logTail(logPath: string): Promise<string> {
  const file = await nullIfMissing(open(logPath));
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({
      position: Math.max(0, size - 600),
      buffer: Buffer.alloc(600),
    });
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}

/**
 * Starts the cluster on a free port of this machine, or finds it started. Retries, for a killed postmaster leaves
 * shared memory behind that goes only when its last child has noticed.
 * @returns the port.
 * @throws DataFolderBusyError if the database runs where this process cannot reach it.
 * @throws Error with the end of the database's log if it does not start within 30 s.
 */
export async function startCluster(cluster: Cluster): Promise<number> {
  const deadline = Date.now() + START_LIMIT_MS;
  const busyAt = Date.now() + BUSY_LIMIT_MS;
  let fault: unknown;
  while (Date.now() < deadline) {
    const running = await runningPort(cluster);
    if (running !== null) return running;
    const lock = await lockDataFolder(cluster.dataDir);
    if (lock === null) {
      if (Date.now() > busyAt) throw runningElsewhere(cluster);
      await sleep(RETRY_MS);
      continue;
    }
    try {
      return await startLocked(cluster, lock);
    } catch (error) {
      if (error instanceof DataFolderBusyError) throw error;
      fault = error;
    } finally {
      await lock.release();
    }
    await sleep(RETRY_MS);
  }
  const log = await logTail(join(cluster.databaseDir, 'server.log'));
  throw new Error(`The embedded PostgreSQL does not start: ${log}`, { cause: fault });
}

function runningElsewhere({ dataDir }: Cluster): DataFolderBusyError {
  return new DataFolderBusyError(
    `The database of ${dataDir} runs in another container or PID namespace of this machine: stop the server there, ` +
      'set VIVAVOCE_DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL that both can reach',
  );
}

/**
 * Starts the postmaster with the lock, which it keeps as long as it lives.
 * @param settings more of them, such as `work_mem=1MB`.
 * @returns the port.
 * @throws Error if it ends before it accepts connections, or does not accept any in time.
 */
export async function startLocked(
  cluster: Cluster,
  lock: DataFolderLock,
  settings: readonly string[] = [],
): Promise<number> {
  const { dataDir, databaseDir, program } = cluster;
  await requireOwnDatabase(dataDir, databaseDir);
  await recordOwner(dataDir);
  const port = await freePort();
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const { PATH } = process.env;
  const log = await open(join(databaseDir, 'server.log'), 'a', 0o600);
  try {
    const child = spawn(program.postgres, ['-D', databaseDir, '-p', String(port), ...flags], {
      cwd: '/',
      detached: true,
      env: { PATH, LC_ALL: 'C', ...(await staleNumber(cluster)) },
      stdio: ['ignore', log.fd, log.fd, ...(lock.fd === null ? [] : [lock.fd])],
      ...(program.user ?? {}),
    });
    child.unref();
    await acceptsConnections(child, cluster);
    return port;
  } finally {
    await log.close();
  }
}

/**
 * PostgreSQL takes the number in a postmaster.pid for a living postmaster when any process has it now, as after a crash in
 * a container. With the lock it can only be a stale one, which is said the way pg_ctl says it of its own parents:
 * the file itself, and what PostgreSQL checks besides, are left to PostgreSQL.
 */
async function staleNumber(cluster: Cluster): Promise<{ PG_GRANDPARENT_PID?: string }> {
  const { pid } = await readPostmasterFile(cluster);
  return pid > 0 ? { PG_GRANDPARENT_PID: String(pid) } : {};
}

/** Waits until the postmaster has written that it is ready. */
async function acceptsConnections(child: ChildProcess, cluster: Cluster): Promise<void> {
  const ended = new AbortController();
  child.once('error', () => ended.abort());
  child.once('exit', () => ended.abort());
  const deadline = Date.now() + READY_LIMIT_MS;
  while (Date.now() < deadline) {
    if (ended.signal.aborted) throw new Error('The postmaster ended at its start');
    const { pid, status } = await readPostmasterFile(cluster);
    if (pid === child.pid && status === 'ready') return;
    await sleep(READY_POLL_MS);
  }
  throw new Error('The postmaster does not accept connections');
}

/** Stops the cluster: running transactions are rolled back. Nothing happens if it does not run. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const { databaseDir, program } = cluster;
  await runPostgres(program, program.pgCtl, ['stop', '-w', '-m', 'fast', '-D', databaseDir]).catch(
    async (error) => {
      if ((await runningPort(cluster)) !== null) throw error;
    },
  );
}
