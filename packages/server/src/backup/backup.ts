/**
 * A backup while everything goes on. The database is read in one snapshot. An object is stored before the row that refers to it and
 * never changed, so that all objects of a snapshot exist when it is taken: most are copied before, and those that are new
 * just after. Where one was erased in between, the snapshot is taken again.
 */
import { type FileHandle, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Client } from 'pg';
import type { Config } from '../config.ts';
import { newId } from '../ids.ts';
import { nullIfMissing } from '../store/file-errors.ts';
import type { ObjectStore } from '../store/objects/object-store.ts';
import { SECRET_KEY_FILE } from '../store/secret-cipher.ts';
import { openPlainObjects, openStore, type Store } from '../store/store.ts';
import { readVersion } from '../version.ts';
import { BackupError, type OnBackupProgress } from './backup-error.ts';
import { type Checksum, checkBackup, checksumLine, checksumOf, readChecksums } from './checksums.ts';
import { BACKUP_FILES, type BackupManifest, encodeManifest, filesOf } from './manifest.ts';
import { copyObjects, countReferredObjects, referredObjects } from './objects.ts';
import { listSequences, listTables, prepareTransaction, writeTable } from './tables.ts';

/** Snapshots that are taken at most until none of their objects was erased meanwhile. */
const MAX_SNAPSHOTS = 3;

/** What copying works with. */
interface Source {
  readonly store: Store;
  readonly client: Client;
  readonly objects: ObjectStore;
  readonly folder: string;
  readonly onProgress: OnBackupProgress;
}

/** The objects of a round, with the list of their checksums. */
interface ObjectsRound {
  readonly list: string;
  readonly count: number;
  readonly keyIds: ReadonlySet<string>;
  readonly missing: readonly string[];
}

/**
 * Writes a backup of an installation into an empty folder, beside running servers, and reads it again to check it.
 * @returns what it holds.
 * @throws BackupError if the folder cannot be used.
 * @throws InstallationMismatchError, ConfigError as {@link openStore} does. A failed backup leaves nothing in the folder.
 */
export async function takeBackup(
  config: Config,
  target: string,
  onProgress: OnBackupProgress,
): Promise<BackupManifest> {
  const folder = resolve(target);
  await requireEmptyFolder(folder, config);
  const store = await openStore(config);
  const client = await store.listener();
  // A connection that breaks fails the statement at work; without a listener it would end the process.
  client.on('error', () => {});
  try {
    const objects = await openPlainObjects(config);
    await writeBackup({ store, client, objects, folder, onProgress }, config);
    return await checkBackup(folder, onProgress);
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
    throw error;
  } finally {
    await client.end();
    await store.close();
  }
}

async function requireEmptyFolder(folder: string, { dataDir }: Config): Promise<void> {
  if (`${folder}${sep}`.startsWith(`${resolve(dataDir)}${sep}`)) {
    throw new BackupError(
      `${folder} is in the data folder and would be lost with it: choose a folder elsewhere`,
    );
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new BackupError(`${folder} is not empty: choose a new folder for each backup`);
  }
}

async function writeBackup(source: Source, config: Config): Promise<void> {
  const { client, folder } = source;
  for (const name of [BACKUP_FILES.database, BACKUP_FILES.objects]) {
    await mkdir(join(folder, name), { mode: 0o700 });
  }
  let round = await copyRound(source, 'objects-0.part', null);
  for (let snapshots = 1; ; snapshots += 1) {
    const takenAt = new Date().toISOString();
    await client.query('begin isolation level repeatable read read only');
    await prepareTransaction(client);
    const previous = round.list;
    round = await copyRound(source, `objects-${snapshots}.part`, previous);
    await rm(previous);
    const isComplete = snapshots === MAX_SNAPSHOTS || !(await wereErased(source.store, round.missing));
    if (isComplete) {
      await finishBackup(source, config, { round, takenAt });
      await client.query('commit');
      return;
    }
    await client.query('rollback');
  }
}

/** Copies the objects that the database refers to now, or in the transaction's snapshot. */
async function copyRound(
  { client, objects, folder, onProgress }: Source,
  name: string,
  previous: string | null,
): Promise<ObjectsRound> {
  const list = join(folder, name);
  const [keyIds, missing] = [new Set<string>(), [] as string[]];
  const total = await countReferredObjects(client);
  let count = 0;
  const file = await open(list, 'wx', 0o600);
  try {
    const present = previous === null ? noChecksums() : readChecksums(previous);
    const keys = referredObjects(client);
    await copyObjects(
      objects,
      folder,
      { keys, present },
      {
        async onCopied(copied, keyId) {
          await file.appendFile(checksumLine(copied));
          count += 1;
          if (keyId !== null) keyIds.add(keyId);
          onProgress({ step: 'objects', done: count, total });
        },
        onMissing: (key) => void missing.push(key),
      },
    );
  } finally {
    await file.close();
  }
  return { list, count, keyIds, missing };
}

async function* noChecksums(): AsyncGenerator<Checksum> {}

/** Whether any of some objects of a snapshot is of no run any more: then they were erased after the snapshot, and not lost. */
async function wereErased(store: Store, keys: readonly string[]): Promise<boolean> {
  if (keys.length === 0) return false;
  // A connection outside the snapshot.
  const client = await store.listener();
  try {
    const wanted = new Set(keys);
    for await (const batch of referredObjects(client)) for (const key of batch) wanted.delete(key);
    return wanted.size > 0;
  } finally {
    await client.end();
  }
}

/** Writes what the snapshot holds, and the manifest and the checksums of all of it. */
async function finishBackup(
  { client, folder, onProgress }: Source,
  config: Config,
  { round, takenAt }: { readonly round: ObjectsRound; readonly takenAt: string },
): Promise<void> {
  const names = await listTables(client);
  const tables: BackupManifest['tables'] = [];
  for (const table of names) {
    onProgress({ step: 'database', done: tables.length, total: names.length });
    tables.push({ ...table, rows: await writeTable(client, folder, table) });
  }
  const { rows } = await client.query<{ id: string; key_check: string | null; migration: string }>(
    'select id, key_check, (select max(name) from kysely_migration) as migration from installation',
  );
  const [installation] = rows;
  if (!installation) throw new Error('The database has no installation id');
  const hasSecretKey = await copySecretKey(config, folder);
  const manifest = encodeManifest({
    id: newId(),
    installationId: installation.id,
    keyCheck: installation.key_check,
    objectKeyIds: [...round.keyIds].sort(),
    version: await readVersion(),
    migration: installation.migration,
    takenAt,
    tables,
    sequences: await listSequences(client),
    objects: round.count,
    missingObjects: [...round.missing],
    hasSecretKey,
  });
  await writeFile(join(folder, BACKUP_FILES.manifest), manifest, { mode: 0o600, flush: true });
  const sums = await open(join(folder, BACKUP_FILES.checksums), 'wx', 0o600);
  try {
    await writeChecksums(sums, folder, round.list, filesOf({ tables, hasSecretKey }));
  } finally {
    await sums.close();
  }
  await rm(round.list);
}

async function writeChecksums(
  sums: FileHandle,
  folder: string,
  objectList: string,
  others: readonly string[],
): Promise<void> {
  for await (const checksum of readChecksums(objectList)) await sums.appendFile(checksumLine(checksum));
  for (const path of others) {
    await sums.appendFile(checksumLine({ path, sha256: await checksumOf(join(folder, path)) }));
  }
  await sums.sync();
}

/** An installation without keys in its configuration has one in its data folder, for secrets in the database. */
async function copySecretKey({ dataDir, secretKeys }: Config, folder: string): Promise<boolean> {
  const key = secretKeys.length > 0 ? null : await nullIfMissing(readFile(join(dataDir, SECRET_KEY_FILE)));
  if (key) await writeFile(join(folder, BACKUP_FILES.secretKey), key, { mode: 0o600, flush: true });
  return key !== null;
}
