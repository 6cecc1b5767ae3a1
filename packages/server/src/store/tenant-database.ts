import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { type Database, databaseOn } from './database.ts';
import { type RunStatement, statementsOn } from './statements.ts';

/** The role of every query in a client's name: it sees the rows of that client alone, see `tenant-rows.sql`. */
const TENANT_ROLE = 'vivavoce_tenant';

/** The login of those queries in an embedded database: it can take that role, and nothing else. */
export const TENANT_LOGIN = 'vivavoce_tenant_login';

/** A login that can take the role of tenants. */
export interface TenantLogin {
  readonly user: string;
  /** Hexadecimal digits. */
  readonly password: string;
}

/** Makes a login unless it is there. The role has to be there, see `tenant-rows.sql`. */
export async function ensureTenantLogin(db: Database, { user, password }: TenantLogin): Promise<void> {
  await sql
    .raw(
      `do $$ begin
        if not exists (select from pg_roles where rolname = '${user}') then
          create role ${user} login noinherit password '${password}';
          grant ${TENANT_ROLE} to ${user};
        end if;
      -- Another process was quicker.
      exception when duplicate_object or unique_violation then null;
      end $$`,
    )
    .execute(db);
}

/**
 * Without just-in-time compilation: a client's queries are over sooner than their compilation, which PostgreSQL's estimates do not foresee (figures of a
 * year took twice as long with it).
 */
const BIND = `select set_config('role', '${TENANT_ROLE}', false), set_config('vivavoce.client_id', $1, false),
  set_config('jit', 'off', false)`;

/** The database as one client sees it. */
export interface TenantDatabase {
  readonly db: Database;
  readonly runStatement: RunStatement;
}

/**
 * The database as clients see it, on a pool that serves nothing else. A connection is bound to a client when it is taken
 * from the pool and until the next client takes it: one short query where the client changes, none where it does not.
 */
export function tenantDatabasesOn(pool: Pool): (tenantId: string) => TenantDatabase {
  const boundTo = new WeakMap<PoolClient, string>();
  const bind = async (tenantId: string): Promise<PoolClient> => {
    const connection = await pool.connect();
    if (boundTo.get(connection) === tenantId) return connection;
    // Unknown until it is done: a connection that breaks now is bound to nobody.
    boundTo.delete(connection);
    try {
      await connection.query(BIND, [tenantId]);
    } catch (error) {
      connection.release(true);
      throw error;
    }
    boundTo.set(connection, tenantId);
    return connection;
  };
  return (tenantId) => {
    const connect = () => bind(tenantId);
    let db: Database | null = null;
    return {
      // Most polls need none.
      get db() {
        db ??= databaseOn({ connect, end: async () => {}, options: pool.options });
        return db;
      },
      runStatement: statementsOn(connect),
    };
  };
}
