import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Config } from '../config.ts';

/** What leads to the database does not keep a session for each connection. */
export class SharedSessionError extends Error {
  override readonly name = 'SharedSessionError';
}

const CONNECT_LIMIT_MS = 10_000;
/** Poolers hand out the connection that was last given back, or the next one in turn: the ones do it at once, the others soon. */
const HOLDERS = 2;
const ROUNDS = 4;

interface Session {
  readonly pid: number;
  readonly mark: string | null;
}

async function sessionOf(client: Client): Promise<Session | undefined> {
  const { rows } = await client.query<Session>(
    "select pg_backend_pid() as pid, current_setting('vivavoce.session', true) as mark",
  );
  return rows[0];
}

/** Whether a connection leads elsewhere, or another one to the same place, once others are in a transaction. */
async function isShared(own: Client, holders: readonly Client[]): Promise<boolean> {
  const mark = randomUUID();
  await own.query("select set_config('vivavoce.session', $1, false)", [mark]);
  const before = await sessionOf(own);
  for (const holder of holders) {
    await holder.query('begin');
    if ((await sessionOf(holder))?.pid === before?.pid) return true;
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const now = await sessionOf(own);
    if (now?.pid !== before?.pid || now?.mark !== mark) return true;
  }
  return false;
}

/**
 * Checks that every connection to the operator's own database keeps its session: clients' rows are kept apart by a role and a setting of it,
 * and LISTEN and advisory locks belong to it. A pooler that hands each transaction to another session would mix clients up.
 * @throws SharedSessionError with what to do if it does not.
 * @throws Error if the database cannot be reached.
 */
export async function requireOwnSessions({
  databaseUrl,
  tenantDatabaseUrl,
}: Pick<Config, 'databaseUrl' | 'tenantDatabaseUrl'>): Promise<void> {
  if (databaseUrl) await requireOwnSession('DATABASE_URL', databaseUrl);
  if (tenantDatabaseUrl) await requireOwnSession('VIVAVOCE_TENANT_DATABASE_URL', tenantDatabaseUrl);
}

async function requireOwnSession(variable: string, connectionString: string): Promise<void> {
  const clients = Array.from(
    { length: 1 + HOLDERS },
    () =>
      new Client({
        connectionString,
        connectionTimeoutMillis: CONNECT_LIMIT_MS,
        query_timeout: CONNECT_LIMIT_MS,
      }),
  );
  const [own, ...holders] = clients as [Client, ...Client[]];
  try {
    for (const client of clients) {
      client.on('error', () => {});
      await client.connect();
    }
    if (!(await isShared(own, holders))) return;
  } finally {
    // One that was never connected cannot be ended.
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
  throw new SharedSessionError(
    `${variable} leads to a pooler that gives each transaction another session (transaction mode). Set it to PostgreSQL itself, ` +
      'or to a pooler in session mode (pgbouncer: pool_mode = session). Nothing was changed.',
  );
}
