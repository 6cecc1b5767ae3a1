import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { type Config, ConfigError } from '../config.ts';
import { isId } from '../ids.ts';
import { renewKeyCheck } from './installation.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { HEADER_BYTES, isEncrypted, usesNewestKey } from './objects/object-encryption.ts';
import { ObjectMissingError, type ObjectStore, runOfKey } from './objects/object-store.ts';
import { openPlainObjects, openStore, type Store } from './store.ts';
import { createTextCipher } from './text-cipher.ts';

/** Where the database keeps texts about people, with what they belong to. */
const TEXT_COLUMNS = [
  { table: 'runs', owner: 'id', column: 'body' },
  { table: 'runs', owner: 'id', column: 'review' },
  { table: 'run_results', owner: 'run_id', column: 'body' },
  { table: 'run_reviews', owner: 'run_id', column: 'review' },
  { table: 'run_comments', owner: 'run_id', column: 'text' },
  { table: 'run_passages', owner: 'run_id', column: 'passages' },
  { table: 'run_waveforms', owner: 'run_id', column: 'peaks' },
  { table: 'candidate_requests', owner: 'id', column: 'message' },
  { table: 'candidate_requests', owner: 'id', column: 'answer' },
] as const;
/** Where the database keeps secrets, encrypted whether or not there is a key in the configuration. */
const SECRET_COLUMNS = [
  { table: 'clients', id: 'id', column: 'webhook_secret' },
  { table: 'clients', id: 'id', column: 'webhook_secret_before' },
  { table: 'totp_secrets', id: 'user_id', column: 'secret' },
] as const;
const BATCH_SIZE = 100;

/** Writes an object anew unless it is under the newest key. Returns whether it did. */
async function reencryptObject(
  plain: ObjectStore,
  encrypted: ObjectStore,
  key: string,
  keyring: Keyring,
): Promise<boolean> {
  try {
    const head = await buffer((await plain.get(key, { start: 0, end: HEADER_BYTES })).body);
    if (usesNewestKey(head, keyring)) return false;
    const { body } = await (isEncrypted(head) ? encrypted : plain).get(key);
    await encrypted.put(key, body);
    return true;
  } catch (error) {
    // It was erased meanwhile.
    if (error instanceof ObjectMissingError) return false;
    throw error;
  }
}

/** Writes the texts of a column anew that are not under the newest key. Returns how many. */
async function reencryptTexts(
  { db }: Store,
  keyring: Keyring,
  at: (typeof TEXT_COLUMNS)[number],
): Promise<number> {
  const texts = createTextCipher(keyring, true);
  const [table, owner, column] = [sql.table(at.table), sql.ref(at.owner), sql.ref(at.column)];
  for (let written = 0; ; ) {
    const { rows } = await sql<{ place: string; owner: string; text: string }>`
      select ctid::text as place, ${owner} as owner, ${column} as text from ${table}
      where left(${column}, ${texts.prefix.length}) <> ${texts.prefix} limit ${BATCH_SIZE}`.execute(db);
    if (rows.length === 0) return written;
    for (const row of rows) {
      const encrypted = texts.encrypt(row.owner, texts.decrypt(row.owner, row.text));
      // A row that was changed meanwhile comes again in the next round.
      await sql`update ${table} set ${column} = ${encrypted}
        where ctid = ${row.place}::tid and ${owner} = ${row.owner} and ${column} = ${row.text}`.execute(db);
      written += 1;
    }
  }
}

/** Writes the secrets of a column anew that are not under the newest key. Returns how many. */
async function reencryptSecrets(
  { db, secrets }: Store,
  at: (typeof SECRET_COLUMNS)[number],
): Promise<number> {
  const [table, id, column] = [sql.table(at.table), sql.ref(at.id), sql.ref(at.column)];
  const { rows } = await sql<{ id: string; secret: Buffer }>`
    select ${id} as id, ${column} as secret from ${table} where ${column} is not null`.execute(db);
  let written = 0;
  for (const row of rows) {
    const renewed = secrets.renew(row.secret);
    if (renewed === null) continue;
    // One that was changed meanwhile is under the newest key already.
    await sql`update ${table} set ${column} = ${renewed} where ${id} = ${row.id} and ${column} = ${row.secret}`.execute(
      db,
    );
    written += 1;
  }
  return written;
}

/**
 * Encrypts with the newest key what is not: everything from before there was a key, or from before it was changed. May be broken
 * off and started again.
 * @returns how many objects, texts and secrets were written anew.
 * @throws ConfigError if the configuration has no key.
 */
export async function reencrypt(
  config: Config,
): Promise<{ readonly objects: number; readonly texts: number; readonly secrets: number }> {
  const keyring = createKeyring(config.secretKeys);
  if (!keyring) throw new ConfigError('There is no key to encrypt with: set VIVAVOCE_SECRET_KEY');
  const store = await openStore(config);
  try {
    const plain = await openPlainObjects(config);
    const done = { objects: 0, texts: 0, secrets: 0 };
    for await (const { key } of plain.list()) {
      if (!isId(runOfKey(key))) continue;
      if (await reencryptObject(plain, store.objects, key, keyring)) done.objects += 1;
    }
    for (const at of TEXT_COLUMNS) done.texts += await reencryptTexts(store, keyring, at);
    for (const at of SECRET_COLUMNS) done.secrets += await reencryptSecrets(store, at);
    await renewKeyCheck(store.db, store.texts);
    return done;
  } finally {
    await store.close();
  }
}
