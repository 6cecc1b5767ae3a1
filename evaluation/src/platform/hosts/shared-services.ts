/** What the machines of an installation share, on a machine of its own: PostgreSQL and a bucket. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '@vivavoce/server';
import { findPostgres, initialiseDatabase, S3_PROGRAM } from '@vivavoce/server/load-measurement';
import { type Machine, SUBNET } from './network.ts';

const DATABASE_PORT = 5432;

/** PostgreSQL and a bucket that run. */
export interface SharedServices {
  readonly databaseUrl: string;
  readonly s3: NonNullable<Config['s3']>;
  /** Ends PostgreSQL as a restart does, which breaks all connections, and starts it again. */
  restartDatabase(): Promise<void>;
}

async function startDatabase(machine: Machine, folder: string) {
  // Its user has to pass through.
  await mkdir(folder, { mode: 0o755 });
  const program = await findPostgres(folder);
  const data = join(folder, 'database');
  const password = randomBytes(12).toString('hex');
  await initialiseDatabase(program, data, password);
  await appendFile(join(data, 'pg_hba.conf'), `host all all ${SUBNET} scram-sha-256\n`);
  const [onMachine = '', ...flags] = machine.command;
  const asUser = program.user ? ['-S', String(program.user.uid), '-G', String(program.user.gid)] : [];
  const settings = ['-p', String(DATABASE_PORT), '-c', `listen_addresses=${machine.address}`];
  const start = (): ChildProcess =>
    spawn(onMachine, [...flags, ...asUser, program.postgres, '-D', data, ...settings], {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: 'ignore',
    });
  let postmaster = start();
  return {
    databaseUrl: `postgres://vivavoce:${password}@${machine.address}:${DATABASE_PORT}/postgres`,
    async restartDatabase() {
      const ended = once(postmaster, 'exit');
      postmaster.kill('SIGINT');
      await ended;
      postmaster = start();
    },
  };
}

/**
 * The program of the bucket. It stands on a package of the tests, which an installation does not have.
 * @throws Error with what to do where it is missing.
 */
export function bucketProgram(): string {
  const program = fileURLToPath(S3_PROGRAM);
  if (existsSync(program)) return program;
  throw new Error(
    'The bucket that the machines share comes with the packages of the tests. Run this in a clone of the repository, after npm ci.',
  );
}

/** Starts the services. @param folder where they keep their files; made here. */
export async function startSharedServices(machine: Machine, folder: string): Promise<SharedServices> {
  await mkdir(folder, { mode: 0o755 });
  const [onMachine = '', ...flags] = machine.command;
  const bucket = fork(bucketProgram(), [machine.address, join(folder, 'bucket')], {
    execPath: onMachine,
    execArgv: [...flags, process.execPath],
  });
  const [s3] = (await once(bucket, 'message')) as [SharedServices['s3']];
  return { s3, ...(await startDatabase(machine, join(folder, 'postgres'))) };
}
