import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be broken. */
interface DatabaseProxy {
  readonly url: string;
  /** How many connections came in so far. */
  connections(): number;
  /** Lets nothing through any more, as when the network between breaks. */
  block(): void;
  /** Drops everything and tells nobody, on new connections too, as when a machine between has lost its power. */
  silence(): void;
  /** Lets new connections through again; those of the time before stay silent. */
  resume(): void;
  /**
   * Keeps the answers back on the first connection on which some texts have been sent, in this order; what is sent still gets there.
   * Settles when the last text was sent.
   */
  dropResponseTo(texts: readonly string[]): Promise<void>;
}

/** Makes a way to a database. */
export async function startDatabaseProxy(database: URL): Promise<DatabaseProxy> {
  const sockets: Socket[] = [];
  let dropping: { readonly texts: readonly string[]; readonly done: () => void } | null = null;
  let isSilent = false;
  let connections = 0;
  const proxy = createServer((socket) => {
    connections += 1;
    sockets.push(socket);
    socket.on('error', () => {});
    if (isSilent) return;
    const upstream = connect(Number(database.port), database.hostname);
    sockets.push(upstream);
    upstream.on('error', () => {});
    let sent = 0;
    socket.on('data', (bytes) => {
      const text = dropping?.texts[sent];
      if (text === undefined || !bytes.includes(text)) return;
      sent += 1;
      if (sent < (dropping?.texts.length ?? 0)) return;
      upstream.unpipe(socket).resume();
      dropping?.done();
      dropping = null;
    });
    socket.pipe(upstream).pipe(socket);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const url = new URL(database);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    connections: () => connections,
    block() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    resume() {
      isSilent = false;
    },
    dropResponseTo: (texts) =>
      new Promise((done) => {
        dropping = { texts, done };
      }),
  };
}
