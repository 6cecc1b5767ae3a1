/** A pooler in transaction mode, as pgbouncer's: every transaction goes to whichever session of the database is free. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Client } from 'pg';

/** A pooler that runs. */
interface TransactionPooler {
  /** The address of the database by way of it; it lets everybody in. */
  readonly url: string;
  close(): Promise<void>;
}

const TERMINATE = 'X'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);
/** Bytes of a message before its content: its kind and its length, which counts itself. */
const HEAD = 5;

/** AuthenticationOk, BackendKeyData and ReadyForQuery (PostgreSQL's protocol, version 3). */
const WELCOME = Buffer.concat([
  Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]),
  Buffer.from([0x4b, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 1]),
  Buffer.from([READY_FOR_QUERY, 0, 0, 0, 5, IDLE]),
]);

/** Tells of each chunk whether a transaction has ended with it. */
function createEndFinder(): (chunk: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let hasEnded = false;
    while (rest.length >= HEAD && rest.length > rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1);
      hasEnded = rest[0] === READY_FOR_QUERY && rest[HEAD] === IDLE;
      rest = rest.subarray(end);
    }
    return hasEnded && rest.length === 0;
  };
}

/** A session of the database, past its login. */
async function openSession(connectionString: string): Promise<Socket> {
  const client = new Client({ connectionString });
  await client.connect();
  // It is only the pooler's end.
  client.on('error', () => {});
  const socket = client.connection.stream as Socket;
  socket.removeAllListeners('data');
  return socket;
}

/**
 * Starts a pooler before a database.
 * @param order which of the free sessions comes next: the one that was given back last, or each in turn.
 */
export async function startTransactionPooler(
  database: string,
  order: 'last first' | 'in turn',
  sessions = 3,
): Promise<TransactionPooler> {
  const free = await Promise.all(Array.from({ length: sessions }, () => openSession(database)));
  const all = [...free];
  const waiting: ((session: Socket) => void)[] = [];
  const clients: Socket[] = [];
  const take = (): Promise<Socket> => {
    const session = order === 'last first' ? free.pop() : free.shift();
    return session ? Promise.resolve(session) : new Promise((done) => waiting.push(done));
  };
  const giveBack = (session: Socket): void => {
    session.removeAllListeners('data');
    const next = waiting.shift();
    if (next) next(session);
    else free.push(session);
  };

  const serve = (client: Socket): void => {
    clients.push(client);
    client.on('error', () => {});
    let session: Promise<Socket> | null = null;
    const begin = async (): Promise<Socket> => {
      const taken = await take();
      const hasEnded = createEndFinder();
      taken.on('data', (chunk: Buffer) => {
        client.write(chunk);
        if (!hasEnded(chunk)) return;
        session = null;
        giveBack(taken);
      });
      return taken;
    };
    client.once('data', () => {
      client.write(WELCOME);
      client.on('data', async (chunk: Buffer) => {
        if (chunk[0] === TERMINATE) return client.destroy();
        session ??= begin();
        (await session).write(chunk);
      });
    });
  };
  const server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(database);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    async close() {
      for (const socket of [...clients, ...all]) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
