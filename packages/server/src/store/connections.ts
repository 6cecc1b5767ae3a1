import { createHmac } from 'node:crypto';
import { Pool } from 'pg';
import type { Config } from '../config.ts';
import {
  type Connection,
  type EmbeddedDatabase,
  openEmbeddedDatabase,
  type Use,
} from './embedded-database.ts';
import { requireOwnSessions } from './own-session.ts';
import { endSilentConnections, LIVELY } from './silent-connections.ts';
import { TENANT_LOGIN, type TenantLogin } from './tenant-database.ts';

/** The connections to a database, embedded or given. */
export interface Connections {
  /** Sees every tenant's rows. */
  readonly pool: Pool;
  /** For queries in a tenant's name, and nothing else. */
  readonly tenantPool: Pool;
  /** The login of that pool where we make it ourselves, which is to be done before its first use; null where it is given. */
  readonly tenantLogin: TenantLogin | null;
  /** Settles with the reason if the database is gone for good. */
  readonly failed: Promise<Error>;
  /** Stops an embedded database if nobody else uses it. The pools have to be ended before. */
  release(): Promise<void>;
}

const CONNECTIONS = 12;

/** Follows the embedded database: when it dies it is started again and the pools get its new address. */
function followEmbedded(
  config: Config,
  use: Use,
  first: EmbeddedDatabase,
  moved: (connection: Connection) => void,
) {
  let current = first;
  let closed = false;
  const failed = new Promise<Error>((fail) => {
    const watch = async (): Promise<void> => {
      while (!closed) {
        await current.lost;
        if (closed) return;
        try {
          current = await openEmbeddedDatabase(config.dataDir, use);
        } catch (error) {
          fail(error as Error);
          return;
        }
        moved(current.connection);
      }
    };
    void watch();
  });
  const release = async (): Promise<void> => {
    closed = true;
    await current.release();
  };
  return { failed, release };
}

/** The login of tenants' queries in an embedded database: every process derives the same password. */
const tenantLoginOf = ({ password }: Connection): TenantLogin => ({
  user: TENANT_LOGIN,
  password: createHmac('sha256', password).update('login of tenants').digest('hex'),
});

async function openPools(config: Config, use: Use): Promise<Connections> {
  if (config.databaseUrl) {
    // Commands come one by one, and where a server runs on this address it has looked already: they save these connections.
    if (use !== 'guest') await requireOwnSessions(config);
    const pool = new Pool({ ...LIVELY, connectionString: config.databaseUrl, max: CONNECTIONS });
    const tenantPool = new Pool({
      ...pool.options,
      connectionString: config.tenantDatabaseUrl ?? config.databaseUrl,
    });
    return {
      pool,
      tenantPool,
      tenantLogin: null,
      release: async () => {},
      failed: new Promise<Error>(() => {}),
    };
  }
  const embedded = await openEmbeddedDatabase(config.dataDir, use);
  const pool = new Pool({ ...LIVELY, ...embedded.connection, max: CONNECTIONS });
  const tenantLogin = tenantLoginOf(embedded.connection);
  const tenantPool = new Pool({ ...LIVELY, ...embedded.connection, ...tenantLogin, max: CONNECTIONS });
  const following = followEmbedded(config, use, embedded, (connection) => {
    Object.assign(pool.options, connection);
    Object.assign(tenantPool.options, connection, tenantLogin);
  });
  return { pool, tenantPool, tenantLogin, ...following };
}

/**
 * Opens the connections to the database of a configuration, starting the embedded one if it does not run.
 * @throws DataFolderBusyError if a second server comes to an embedded data folder.
 * @throws SharedSessionError if a pooler on the way does not keep sessions, except to guests, which do not look for one.
 */
export async function connectTo(config: Config, use: Use): Promise<Connections> {
  const connections = await openPools(config, use);
  const stops: (() => void)[] = [];
  for (const pool of [connections.pool, connections.tenantPool]) {
    stops.push(endSilentConnections(pool));
    // A connection that breaks while idle is replaced at the next query.
    pool.on('error', () => {});
    // One that breaks in the middle of a query fails that query; without a listener it would end the process too.
    pool.on('connect', (client) => client.on('error', () => {}));
  }
  return {
    ...connections,
    async release() {
      for (const stop of stops) stop();
      await connections.release();
    },
  };
}
