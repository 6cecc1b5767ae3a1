import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { DataFolderBusyError } from './data-folder-lock.ts';
import { type Cluster, EMBEDDED_NAME, openCluster, startCluster, stopCluster } from './postgres-cluster.ts';

/**
 * The embedded PostgreSQL is shared by every process on its data folder: the server, its workers, a command that
 * makes a key. Whoever comes first starts it, whoever leaves last stops it. Each holds a shared advisory lock while
 * it uses the database; who gets it exclusively was the last. Locks go with the connection, so that a killed
 * process leaves nothing behind.
 */

/** Where to connect to. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A share in the embedded database. */
export interface EmbeddedDatabase {
  readonly connection: Connection;
  /** Settles when the database went away under us. */
  readonly lost: Promise<void>;
  /** Gives the share back; stops the database if it was the last one. */
  release(): Promise<void>;
}

/**
 * What a process does with the data folder and the database: of servers there is only one in a folder; servers and workers stay and wait
 * for notifications; guests do one thing and leave.
 */
export type Use = 'server' | 'worker' | 'guest';

const LOCK_SPACE = 0x7669_7661;
const IN_USE = 1;
const SERVER = 2;
const OPEN_LIMIT_MS = 45_000;
const BUSY_GRACE_MS = 2000;
const RETRY_MS = 100;

const NO_SUCH_DATABASE = '3D000';
const DUPLICATES = new Set(['42P04', '23505']);
const INVALID_PASSWORD = '28P01';

/** Connects a client, or says why not; the database itself is made if it is missing. */
async function connect(connection: Connection): Promise<Client> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    // The connection failed already: how closing it fails says nothing more.
    await client.end().catch(() => undefined);
    if (!(error instanceof DatabaseError) || error.code !== NO_SUCH_DATABASE) throw error;
  }
  const owner = await connect({ ...connection, database: 'postgres' });
  try {
    await owner.query(`create database ${connection.database}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || !DUPLICATES.has(error.code ?? '')) throw error;
  } finally {
    await owner.end();
  }
  return connect(connection);
}

/** Takes the lock of the one server, with some patience: the connection of a killed one may just be closing. */
async function takeServerLock(client: Client, dataDir: string): Promise<void> {
  const deadline = Date.now() + BUSY_GRACE_MS;
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as taken', [LOCK_SPACE, SERVER]);
    if (rows[0].taken) return;
    if (Date.now() > deadline) {
      throw new DataFolderBusyError(
        `Another server already works on ${dataDir}: stop it first, or set VIVAVOCE_DATA_DIR to another folder`,
      );
    }
    await sleep(RETRY_MS);
  }
}

/** Gives up the share that a client holds, and stops the cluster if nobody else has one. */
async function leave(client: Client, cluster: Cluster): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_all()');
    const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as last', [LOCK_SPACE, IN_USE]);
    if (rows[0].last) await stopCluster(cluster);
  } finally {
    // The database may just have been stopped, which ends the connection too.
    await client.end().catch(() => undefined);
  }
}

/** One try: start or find the cluster, connect, take the locks. */
async function share(cluster: Cluster, dataDir: string, use: Use): Promise<EmbeddedDatabase> {
  const port = await startCluster(cluster);
  const connection: Connection = {
    host: '127.0.0.1',
    port,
    user: EMBEDDED_NAME,
    password: cluster.password,
    database: EMBEDDED_NAME,
  };
  const client = await connect(connection);
  const lost = new Promise<void>((done) => {
    client.on('error', () => done());
    client.once('end', () => done());
  });
  try {
    await client.query('select pg_advisory_lock_shared($1, $2)', [LOCK_SPACE, IN_USE]);
    if (use === 'server') await takeServerLock(client, dataDir);
  } catch (error) {
    // The first error is the one to report.
    await leave(client, cluster).catch(() => undefined);
    throw error;
  }
  return { connection, lost, release: () => leave(client, cluster) };
}

/**
 * Joins the users of the embedded database in a data folder, starting it if it does not run.
 * @throws DataFolderBusyError if a second server comes to the folder.
 * @throws Error if the database does not answer within 45 s.
 */
export async function openEmbeddedDatabase(dataDir: string, use: Use): Promise<EmbeddedDatabase> {
  const cluster = await openCluster(dataDir);
  const deadline = Date.now() + OPEN_LIMIT_MS;
  for (;;) {
    try {
      return await share(cluster, dataDir, use);
    } catch (error) {
      const hopeless =
        error instanceof DataFolderBusyError ||
        (error instanceof DatabaseError && error.code === INVALID_PASSWORD);
      // Anything else is a database that is just starting or stopping.
      if (hopeless || Date.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}
