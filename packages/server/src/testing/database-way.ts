import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be blocked, as when the network between breaks. */
export async function wayTo(database: URL): Promise<{ url: string; block(): void }> {
  const sockets: Socket[] = [];
  const proxy = createServer((socket) => {
    const beyond = connect(Number(database.port), database.hostname);
    sockets.push(socket, beyond);
    for (const end of [socket, beyond]) end.on('error', () => {});
    socket.pipe(beyond).pipe(socket);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const url = new URL(database);
  url.port = String((proxy.address() as AddressInfo).port);
  const block = (): void => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: url.href, block };
}
