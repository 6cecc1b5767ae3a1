import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { nullIfMissing, unlessTaken } from './file-errors.ts';
import { closedFolderOnTheWay, findPostgres, type PostgresProgram } from './postgres-program.ts';

const run = promisify(execFile);

/** The user and the database of an embedded installation. */
export const EMBEDDED_NAME = 'vivavoce';

const START_LIMIT_MS = 30_000;
const RETRY_MS = 300;

/** A database cluster in a data folder. It may run or not; processes come and go around it. */
export interface Cluster {
  /** Where PostgreSQL keeps its files. */
  readonly databaseDir: string;
  readonly password: string;
  readonly program: PostgresProgram;
}

/** Runs a program of PostgreSQL as its user, away from folders that the user cannot enter. */
async function runPostgres(program: PostgresProgram, file: string, args: readonly string[]): Promise<void> {
  const { PATH } = process.env;
  await run(file, args, { cwd: '/', env: { PATH, LC_ALL: 'C' }, ...(program.user ?? {}) });
}

/** The password of the installation, made at the first call; of several processes at once one makes it. */
async function readPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'database-password');
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  const existing = await nullIfMissing(readFile(path, 'utf8'));
  if (existing) return existing;
  await writeFile(fresh, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await unlessTaken(link(fresh, path));
  await rm(fresh);
  return readFile(path, 'utf8');
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  // Statements hold personal data: they stay out of the database's log.
  'log_min_error_statement=panic',
  'log_min_messages=warning',
];

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves no half of one. */
async function initialise(program: PostgresProgram, databaseDir: string, password: string): Promise<void> {
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
  if (!(await nullIfMissing(stat(databaseDir)))) await initialise(program, databaseDir, password);
  return { databaseDir, password, program };
}

/** The command line of a living process; null if there is none, or it cannot be told. */
async function commandOf(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')) || null;
    return (await run('ps', ['-p', String(pid), '-o', 'command='])).stdout;
  } catch {
    return null;
  }
}

/** The port of the postmaster that has the cluster, starting ones included; null if none lives. */
export async function runningPort(cluster: Cluster): Promise<number | null> {
  const text = await nullIfMissing(readFile(join(cluster.databaseDir, 'postmaster.pid'), 'utf8'));
  const [pid, , , port] = text?.split('\n') ?? [];
  if (!pid || !port) return null;
  const command = await commandOf(Number(pid));
  return command?.includes(cluster.databaseDir) ? Number(port) : null;
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
 * @throws Error with the end of the database's log if it does not start within 30 s.
 */
export async function startCluster(cluster: Cluster): Promise<number> {
  const { databaseDir, program } = cluster;
  const logPath = join(databaseDir, 'server.log');
  const deadline = Date.now() + START_LIMIT_MS;
  let fault: unknown;
  while (Date.now() < deadline) {
    const running = await runningPort(cluster);
    if (running !== null) return running;
    // A postmaster.pid whose number now belongs to another process would block the start for ever.
    const pidFile = join(databaseDir, 'postmaster.pid');
    const [pid] = (await nullIfMissing(readFile(pidFile, 'utf8')))?.split('\n') ?? [];
    if (pid && (await commandOf(Number(pid))) !== null) await rm(pidFile, { force: true });
    const port = await freePort();
    const options = ['start', '-w', '-t', '20', '-D', databaseDir, '-l', logPath, '-o', `-p ${port}`];
    try {
      await runPostgres(program, program.pgCtl, options);
      return port;
    } catch (error) {
      fault = error;
      await sleep(RETRY_MS);
    }
  }
  throw new Error(`The embedded PostgreSQL does not start: ${await logTail(logPath)}`, { cause: fault });
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
