/**
 * Restores a backup on an empty database and an empty store of objects. All of the database is one transaction that is committed last:
 * what was broken off leaves no database, a server refuses to start on it, and the same backup can be restored again.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Client, type Pool, type PoolClient } from 'pg';
import type { Config } from '../config.ts';
import { isId } from '../ids.ts';
import { releaseAllClaims } from '../runs/queue.ts';
import { connectTo } from '../store/connections.ts';
import { databaseOn } from '../store/database.ts';
import { nullIfMissing } from '../store/file-errors.ts';
import { bindObjects, INSTALLATION_FOLDER, requireKeyOf } from '../store/installation.ts';
import { createKeyring } from '../store/keyring.ts';
import { hasMigration, migrateTo } from '../store/migrate.ts';
import { ObjectMissingError, type ObjectStore, runOfKey } from '../store/objects/object-store.ts';
import { SECRET_KEY_FILE } from '../store/secret-cipher.ts';
import { openPlainObjects, openStore } from '../store/store.ts';
import { createTextCipher } from '../store/text-cipher.ts';
import { BackupError, type OnBackupProgress } from './backup-error.ts';
import { checkBackup, readChecksums } from './checksums.ts';
import { BACKUP_FILES, type BackupManifest } from './manifest.ts';
import { putObjects } from './objects.ts';
import { prepareTransaction, readTables } from './tables.ts';

/** Says which backup is being restored into a store of objects, so that the same one can be tried again. */
const MARKER_KEY = `${INSTALLATION_FOLDER}/restoring`;

/** A backup on its way into an installation. */
interface Restoration {
  readonly config: Config;
  readonly folder: string;
  readonly manifest: BackupManifest;
  readonly objects: ObjectStore;
  readonly onProgress: OnBackupProgress;
}

/**
 * Restores a backup. Runs that were being processed when it was taken go back into the queue.
 * @returns what it holds.
 * @throws BackupError if it is damaged or of a newer program, or if the target is not empty: nothing was changed then.
 * @throws InstallationMismatchError if the configuration lacks a key that the backup is encrypted with.
 */
export async function restoreBackup(
  config: Config,
  source: string,
  onProgress: OnBackupProgress,
): Promise<BackupManifest> {
  const folder = resolve(source);
  const manifest = await checkBackup(folder, onProgress);
  if (!(await hasMigration(manifest.migration))) {
    throw new BackupError(
      `The backup is of Vivavoce ${manifest.version}, whose database is newer (${manifest.migration}): restore it with that version`,
    );
  }
  requireKeys(config, manifest);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const objects = await openPlainObjects(config);
  await requireEmptyObjects(objects, manifest);
  const { pool, tenantPool, release } = await connectTo(config, 'server');
  try {
    await restoreInto(pool, { config, folder, manifest, objects, onProgress });
  } finally {
    await Promise.all([pool.end(), tenantPool.end()]);
    await release();
  }
  // Brings an older schema up to date, and shows that database, objects and key belong together.
  await (await openStore(config)).close();
  return manifest;
}

/** Checks that the keys of the configuration are those of the backup. */
function requireKeys({ secretKeys }: Config, { keyCheck, objectKeyIds }: BackupManifest): void {
  const keyring = createKeyring(secretKeys);
  if (keyCheck !== null) requireKeyOf(keyCheck, createTextCipher(keyring), keyring);
  else if (keyring !== null) {
    throw new BackupError(
      'The backup is not encrypted, and VIVAVOCE_SECRET_KEY is set: restore without it, then set it and run `vivavoce reencrypt`',
    );
  }
  const unknown = objectKeyIds.find((id) => !keyring?.find(Buffer.from(id, 'hex')));
  if (unknown !== undefined) {
    throw new BackupError(
      `Recordings of the backup are encrypted with the key ${unknown}, which is not in VIVAVOCE_SECRET_KEY: put it behind the newest one`,
    );
  }
}

/** Checks that the store of objects is empty, or holds what an earlier try of the same backup put there. */
async function requireEmptyObjects(objects: ObjectStore, { id }: BackupManifest): Promise<void> {
  if ((await readMarker(objects)) === id) return;
  for await (const { key } of objects.list()) {
    if (!isId(runOfKey(key)) && runOfKey(key) !== INSTALLATION_FOLDER) continue;
    throw new BackupError(
      'The store of recordings is not empty: choose an empty VIVAVOCE_DATA_DIR or bucket. Nothing was changed',
    );
  }
}

async function readMarker(objects: ObjectStore): Promise<string | null> {
  try {
    return await text((await objects.get(MARKER_KEY)).body);
  } catch (error) {
    if (error instanceof ObjectMissingError) return null;
    throw error;
  }
}

async function restoreInto(pool: Pool, restoration: Restoration): Promise<void> {
  const { config, folder, manifest, objects, onProgress } = restoration;
  const client = Object.assign(new Client(pool.options), { release: () => {} });
  client.on('error', () => {});
  await client.connect();
  try {
    await requireEmptyDatabase(client);
    await restoreSecretKey(config, folder);
    await objects.put(MARKER_KEY, Readable.from([Buffer.from(manifest.id)]));
    // Statements of the query builder and COPY share the one connection, and so the transaction.
    const connect = async (): Promise<PoolClient> => client as unknown as PoolClient;
    const db = databaseOn({ connect, end: async () => {}, options: pool.options });
    await db.transaction().execute(async (trx) => {
      await prepareTransaction(client);
      await migrateTo(trx, manifest.migration);
      let tables = 0;
      await readTables(client, folder, manifest, () => {
        tables += 1;
        onProgress({ step: 'database', done: tables, total: manifest.tables.length });
      });
      await releaseAllClaims(trx);
      let put = 0;
      await putObjects(objects, folder, readChecksums(join(folder, BACKUP_FILES.checksums)), () => {
        put += 1;
        onProgress({ step: 'objects', done: put, total: manifest.objects });
      });
      await bindObjects(objects, manifest.installationId);
    });
    await objects.delete(MARKER_KEY);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

/** Checks that a database has nothing in the schema that it would be restored into. */
async function requireEmptyDatabase(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace
    and relkind in ('r', 'p', 'v', 'm', 'S', 'f') limit 1`,
  );
  if (rows.length === 0) return;
  throw new BackupError(
    'The database is not empty: choose an empty VIVAVOCE_DATA_DIR, or create a database and name it in DATABASE_URL. Nothing was changed',
  );
}

/** Puts the key of secrets where the configuration of the backup had it. */
async function restoreSecretKey({ dataDir }: Config, folder: string): Promise<void> {
  const key = await nullIfMissing(readFile(join(folder, BACKUP_FILES.secretKey)));
  if (!key) return;
  const path = join(dataDir, SECRET_KEY_FILE);
  const present = await nullIfMissing(readFile(path));
  if (present === null) await writeFile(path, key, { mode: 0o600, flag: 'wx', flush: true });
  else if (!present.equals(key)) {
    throw new BackupError(`${path} is of another installation: choose an empty VIVAVOCE_DATA_DIR`);
  }
}
