import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import type { Config } from '../config.ts';
import { connectTo } from './connections.ts';
import { type Database, databaseOn } from './database.ts';
import { type DatabaseClock, startDatabaseClock } from './database-clock.ts';
import { requireFreeSpace } from './disk-space.ts';
import type { Use } from './embedded-database.ts';
import {
  objectsOfRuns,
  requireNoOldObjects,
  requireSameInstallation,
  requireSameKey,
} from './installation.ts';
import { createKeyring } from './keyring.ts';
import { migrate } from './migrate.ts';
import { encryptObjects } from './objects/encrypted-objects.ts';
import { openFolderObjects } from './objects/folder-objects.ts';
import type { ObjectStore } from './objects/object-store.ts';
import { openS3Objects } from './objects/s3-objects.ts';
import { openScratch, type Scratch } from './scratch.ts';
import { openSecretCipher, type SecretCipher } from './secret-cipher.ts';
import { type RunStatement, statementsOn } from './statements.ts';
import { ensureTenantLogin, tenantDatabasesOn } from './tenant-database.ts';
import { createTextCipher, type TextCipher } from './text-cipher.ts';

/** Everything that is kept: the database, and the objects beside it. */
export interface Store {
  /** Every client's rows: for what happens before it is known who asks, for workers and for the operator. */
  readonly db: Database;
  /** The same rows, for the few statements that every request makes. */
  readonly runStatement: RunStatement;
  /** The same store as one client sees it: its database holds that client's rows and no others. */
  forTenant(tenantId: string): Store;
  /** Recordings, and what is made of them; encrypted when there is a key. */
  readonly objects: ObjectStore;
  /** Files that exist only while somebody works on them. */
  readonly scratch: Scratch;
  /** Encrypts texts about people for the database when there is a key. */
  readonly texts: TextCipher;
  /** Encrypts secrets for the database. */
  readonly secrets: SecretCipher;
  /** Settles when there is space to store something; throws ServiceError STORAGE_FULL if there is too little. */
  requireFreeSpace(): Promise<void>;
  /** The time by the database's clock, which all machines share: for what one of them writes and another one reads. */
  now(): Date;
  /** Settles when the database answers; throws the driver's error if it does not. */
  ping(): Promise<void>;
  /** A connection of its own, for LISTEN or for a long transaction. The caller ends it. */
  listener(): Promise<Client>;
  /** Settles with the reason if the database is gone for good; never before `close`. */
  readonly failed: Promise<Error>;
  /** Closes the connections; stops the embedded database if nobody else uses it. */
  close(): Promise<void>;
}

/** Where objects lie, as they lie there: encrypted ones are not opened. */
export function openPlainObjects(config: Config): Promise<ObjectStore> {
  return config.s3 ? openS3Objects(config.s3) : openFolderObjects(join(config.dataDir, 'objects'));
}

/**
 * Opens the database and the objects, bringing the schema up to date. With an embedded database this starts it
 * if it does not run, so that it works beside a running server as well as alone.
 * @param use 'server' for the one server of an embedded data folder.
 * @throws DataFolderBusyError if a second server comes to an embedded data folder.
 * @throws InstallationMismatchError if database, objects and key do not belong together.
 * @throws Error if the database cannot be reached or is of a newer program.
 */
export async function openStore(config: Config, use: Use = 'guest'): Promise<Store> {
  const { pool, tenantPool, tenantLogin, failed, release } = await connectTo(config, use);
  const db = databaseOn(pool);
  let clock: DatabaseClock | null = null;
  const close = async (): Promise<void> => {
    clock?.stop();
    await Promise.all([db.destroy(), tenantPool.end()]);
    await release();
  };
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    const plainObjects = await openPlainObjects(config);
    await requireNoOldObjects(db, plainObjects);
    await migrate(db);
    if (tenantLogin) await ensureTenantLogin(db, tenantLogin);
    const keyring = createKeyring(config.secretKeys);
    const texts = createTextCipher(keyring);
    await requireSameKey(db, texts, keyring);
    await requireSameInstallation(db, plainObjects);
    const objects = objectsOfRuns(keyring ? encryptObjects(plainObjects, keyring) : plainObjects);
    const scratch = await openScratch(config.scratchDir);
    // What a killed process had open should not wait for the hourly round.
    await scratch.sweep(Number.POSITIVE_INFINITY);
    const secrets = await openSecretCipher(config.dataDir, config.secretKeys);
    const listener = async (): Promise<Client> => {
      const client = new Client(pool.options);
      await client.connect();
      return client;
    };
    clock = await startDatabaseClock(db);
    const { now } = clock;
    const ping = async (): Promise<void> => void (await sql`select 1`.execute(db));
    const tenantDatabase = tenantDatabasesOn(tenantPool);
    const store: Store = {
      db,
      runStatement: statementsOn(() => pool.connect()),
      objects,
      scratch,
      texts,
      secrets,
      requireFreeSpace: () => requireFreeSpace(config),
      now,
      ping,
      listener,
      failed,
      close,
      forTenant(tenantId) {
        const own = tenantDatabase(tenantId);
        return {
          ...store,
          runStatement: own.runStatement,
          get db() {
            return own.db;
          },
        };
      },
    };
    return store;
  } catch (error) {
    // The first error is the one to report.
    await close().catch(() => undefined);
    throw error;
  }
}
