/**
 * Connections whose other end is gone without a word, as when a machine loses its power or packets are dropped on the way. Without
 * this a query would wait for the system to give up (a quarter of an hour on Linux), and a transaction whose client is gone would
 * keep what it has locked for two hours.
 */
import type { Socket } from 'node:net';
import { Client, type ClientBase, DatabaseError, type Pool, type PoolClient, type PoolConfig } from 'pg';

/** Options of connections: idle ones are asked for a sign of life, and nobody waits for one for ever. */
export const LIVELY: PoolConfig = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: 30_000,
  onConnect: limitSilence,
};

/**
 * What the database does about clients that are gone: our transactions never pause so long. Set here and not in the first packet, of which
 * poolers refuse what they do not know.
 */
const LIMITS = `select pg_backend_pid() as pid,
  set_config('idle_in_transaction_session_timeout', '10s', false),
  set_config('tcp_user_timeout', '10s', false),
  set_config('tcp_keepalives_idle', '10', false),
  set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '3', false)`;

/** The number of the server's process for each connection. */
const backends = new WeakMap<ClientBase, number>();

async function limitSilence(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ pid: number }>(LIMITS);
  if (rows[0]) backends.set(client, rows[0].pid);
}

/** When to take a connection for broken. */
export interface SilenceLimits {
  /** How long a connection in use may bring nothing before it is looked into, ms. */
  readonly silentMs: number;
  /** How often they are looked at, ms. */
  readonly everyMs: number;
  /** How long the database may take to say whether it still knows them, ms. */
  readonly answerMs: number;
}

const LIMITS_MS: SilenceLimits = { silentMs: 15_000, everyMs: 5000, answerMs: 10_000 };

const socketOf = (client: PoolClient): Socket => client.connection.stream as Socket;

/** Of some processes of the server those that live; all of them where it cannot say, none where nobody answers. */
async function livingBackends(
  pool: Pool,
  pids: readonly number[],
  answerMs: number,
): Promise<ReadonlySet<number>> {
  const client = new Client({
    ...pool.options,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where pid = any($1)',
      [pids],
    );
    return new Set(rows.map(({ pid }) => pid));
  } catch (error) {
    return new Set(error instanceof DatabaseError ? pids : []);
  } finally {
    // A connection that was never made, or broke, cannot be ended.
    void client.end().catch(() => undefined);
  }
}

/**
 * Watches the connections of a pool that are in use. Of those that bring nothing for long, as a slow query does too, it ends the ones that
 * the server does not know any more, and all where it cannot be reached: their queries fail instead of waiting.
 * @returns a function that stops watching.
 */
export function endSilentConnections(pool: Pool, limits: SilenceLimits = LIMITS_MS): () => void {
  const inUse = new Map<PoolClient, { bytesRead: number; since: number }>();
  pool.on('acquire', (client) => {
    inUse.set(client, { bytesRead: socketOf(client).bytesRead, since: performance.now() });
  });
  pool.on('release', (_error, client) => inUse.delete(client));
  pool.on('remove', (client) => inUse.delete(client));

  const silentOnes = (): PoolClient[] => {
    const silent: PoolClient[] = [];
    for (const [client, seen] of inUse) {
      const { bytesRead } = socketOf(client);
      if (bytesRead !== seen.bytesRead) Object.assign(seen, { bytesRead, since: performance.now() });
      else if (performance.now() - seen.since >= limits.silentMs) silent.push(client);
    }
    return silent;
  };
  let isLooking = false;
  const look = async (): Promise<void> => {
    const suspects = silentOnes().flatMap((client) => ({ client, pid: backends.get(client) ?? 0 }));
    if (isLooking || suspects.length === 0) return;
    isLooking = true;
    const living = await livingBackends(
      pool,
      suspects.map(({ pid }) => pid),
      limits.answerMs,
    );
    isLooking = false;
    const stillSilent = new Set(silentOnes());
    for (const { client, pid } of suspects) {
      if (living.has(pid) || !stillSilent.has(client)) continue;
      socketOf(client).destroy(new Error('Connection terminated: the database has gone silent'));
    }
  };
  const timer = setInterval(() => void look(), limits.everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
