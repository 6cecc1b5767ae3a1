import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { Config } from '../config.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { openS3Objects } from './objects/s3-objects.ts';
import { requireOwnSessions } from './own-session.ts';
import { findPostgres } from './postgres-program.ts';

const run = promisify(execFile);

/** What a check of the database found. */
export interface DatabaseCheck {
  /** Such as `18.1`. */
  readonly version: string;
  /** Whether the embedded database of the data folder is in use, as by a running server; null for a database of one's own. */
  readonly isEmbeddedInUse: boolean | null;
  /** How far its clock is ahead of this machine's, ms; null where both are the same. */
  readonly clockAheadMs: number | null;
}

const CONNECT_LIMIT_MS = 5000;

/** The folder itself, or the nearest one above it that exists. */
export async function nearestFolder(folder: string): Promise<string> {
  // Missing, or behind a closed folder: the one above says which.
  const found = await stat(folder).catch(() => null);
  return found ? folder : nearestFolder(dirname(folder));
}

/**
 * Checks that a database can be had, and changes nothing in it.
 * @throws Error with what to do if it cannot be reached, or if there are no programs of the embedded one.
 */
export async function checkDatabase(config: Config): Promise<DatabaseCheck> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl !== null) {
    const check = await checkOwnDatabase(databaseUrl);
    await requireOwnSessions(config);
    return check;
  }
  const folder = await nearestFolder(dataDir);
  const { postgres } = await findPostgres(folder);
  const { stdout } = await run(postgres, ['--version']);
  const lock = folder === dataDir ? await lockDataFolder(dataDir) : undefined;
  await lock?.release();
  const version = /\d+(\.\d+)*/.exec(stdout)?.[0] ?? stdout.trim();
  return { version, isEmbeddedInUse: lock === null, clockAheadMs: null };
}

async function checkOwnDatabase(connectionString: string): Promise<DatabaseCheck> {
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  try {
    await client.connect();
    const askedAt = Date.now();
    const { rows } = await client.query<{ version: string; now: Date }>(
      "select current_setting('server_version') as version, now()",
    );
    const [row] = rows;
    const middle = (askedAt + Date.now()) / 2;
    return {
      version: row?.version.split(' ')[0] ?? 'unknown',
      isEmbeddedInUse: null,
      clockAheadMs: row ? Math.round(row.now.getTime() - middle) : null,
    };
  } catch (cause) {
    const why = cause instanceof Error && cause.message ? cause.message : 'nobody answers';
    throw new Error(`The database of DATABASE_URL cannot be used: ${why}`, { cause });
  } finally {
    // A connection that was never made cannot be ended.
    await client.end().catch(() => undefined);
  }
}

/**
 * Checks that recordings can be kept: writes to the bucket and removes what it wrote, or looks whether the data folder is open.
 * @returns where they are kept.
 * @throws Error with what to do.
 */
export async function checkObjectStore({ s3, dataDir }: Config): Promise<string> {
  if (s3) {
    await openS3Objects(s3);
    return `${s3.endpoint}/${s3.bucket}`;
  }
  const folder = await nearestFolder(dataDir);
  await access(folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new Error(`${folder} may not be written: choose another --data-dir, or change its owner`, {
      cause,
    });
  });
  return dataDir;
}
