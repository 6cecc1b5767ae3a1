/**
 * Database, objects and key of an installation belong together. A database beside the recordings of another one would take them all
 * for left behind, and a new key beside old recordings would leave them unreadable, so both are refused at the start.
 */
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { isId } from '../ids.ts';
import type { Database } from './database.ts';
import type { Keyring } from './keyring.ts';
import { ObjectMissingError, type ObjectStore, runOfKey } from './objects/object-store.ts';
import { keyIdOf, type TextCipher, TextDecryptionError } from './text-cipher.ts';

/** Database, objects or key are not of the same installation. */
export class InstallationMismatchError extends Error {
  override readonly name = 'InstallationMismatchError';
}

/** Where the objects lie that are of the installation itself and of no run. */
export const INSTALLATION_FOLDER = 'installation';
const ID_KEY = `${INSTALLATION_FOLDER}/id`;
/** What the checked text belongs to, for the cipher. */
const OWNER = 'installation';

/**
 * Checks that the objects are those of the database, and binds new ones to it.
 * @param objects as they lie in the store, not decrypted.
 * @throws InstallationMismatchError if they belong to another database.
 */
export async function requireSameInstallation(db: Database, objects: ObjectStore): Promise<void> {
  const { id } = await installationOf(db);
  const found = await readId(objects);
  if (found === id) return;
  if (found !== null) {
    throw new InstallationMismatchError(
      `The database is of installation ${id}, the stored recordings of ${found}. ${WHAT_TO_DO}`,
    );
  }
  // Installations of before 0.2 have no id beside their objects; runs in the database tell that both are in use together.
  if ((await hasObjects(objects)) && !(await hasRuns(db))) throw emptyDatabase();
  await bindObjects(objects, id);
}

/**
 * Checks, before anything is written, that a database without any tables has no objects beside it.
 * @param objects as they lie in the store, not decrypted.
 * @throws InstallationMismatchError if it has.
 */
export async function requireNoOldObjects(db: Database, objects: ObjectStore): Promise<void> {
  const { rows } = await sql`select from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' limit 1`.execute(db);
  if (rows.length === 0 && (await hasObjects(objects))) throw emptyDatabase();
}

const emptyDatabase = (): InstallationMismatchError =>
  new InstallationMismatchError(`The database is empty, the store of recordings is not. ${WHAT_TO_DO}`);

/** Marks objects as those of an installation. */
export async function bindObjects(objects: ObjectStore, id: string): Promise<void> {
  await objects.put(ID_KEY, Readable.from([Buffer.from(id)]));
}

const WHAT_TO_DO =
  'Check DATABASE_URL, VIVAVOCE_DATA_DIR and VIVAVOCE_S3_BUCKET, or restore the database that belongs to these recordings. ' +
  'To begin anew, choose an empty folder or bucket. Nothing was changed.';

/**
 * Checks that the keys decrypt what the installation encrypted. The first key that is ever set is noted for that, and it stays
 * needed until {@link renewKeyCheck}: what was encrypted with it is still there.
 * @throws InstallationMismatchError if they do not, with the id of the key that is missing.
 */
export async function requireSameKey(
  db: Database,
  texts: TextCipher,
  keyring: Keyring | null,
): Promise<void> {
  const { key_check: check } = await installationOf(db);
  if (check !== null) requireKeyOf(check, texts, keyring);
  if (keyring !== null && check === null) await renewKeyCheck(db, texts);
}

/**
 * Checks that the keys decrypt an installation's key check.
 * @throws InstallationMismatchError if they do not, with the id of the key that is missing.
 */
export function requireKeyOf(check: string, texts: TextCipher, keyring: Keyring | null): void {
  try {
    texts.decrypt(OWNER, check);
  } catch (cause) {
    if (!(cause instanceof TextDecryptionError)) throw cause;
    throw new InstallationMismatchError(
      `Recordings and results are encrypted with the key ${keyIdOf(check)}, and VIVAVOCE_SECRET_KEY ` +
        (keyring === null
          ? 'is not set'
          : `has other keys (the newest is ${keyring.newest.id.toString('hex')})`) +
        '. Set it to the key of this installation; after a change the former key stays behind the new one until ' +
        '`vivavoce reencrypt` has run.',
      { cause },
    );
  }
}

/** Lets later starts ask for the newest key: to be called when everything is encrypted with it. */
export async function renewKeyCheck(db: Database, texts: TextCipher): Promise<void> {
  const { id } = await installationOf(db);
  await db
    .updateTable('installation')
    .set({ key_check: texts.encrypt(OWNER, id) })
    .execute();
}

/** The same objects without those that are not of runs. */
export function objectsOfRuns(objects: ObjectStore): ObjectStore {
  return {
    ...objects,
    async *list() {
      for await (const entry of objects.list()) if (runOfKey(entry.key) !== INSTALLATION_FOLDER) yield entry;
    },
  };
}

function installationOf(db: Database) {
  return db.selectFrom('installation').select(['id', 'key_check']).executeTakeFirstOrThrow();
}

async function readId(objects: ObjectStore): Promise<string | null> {
  try {
    return await text((await objects.get(ID_KEY)).body);
  } catch (error) {
    if (error instanceof ObjectMissingError) return null;
    throw error;
  }
}

async function hasObjects(objects: ObjectStore): Promise<boolean> {
  for await (const { key } of objects.list()) if (isId(runOfKey(key))) return true;
  return false;
}

async function hasRuns(db: Database): Promise<boolean> {
  return (await db.selectFrom('runs').select('id').limit(1).executeTakeFirst()) !== undefined;
}
