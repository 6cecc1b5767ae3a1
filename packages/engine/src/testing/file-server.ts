import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of files, for tests of downloads. */
export interface FileServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
}

/**
 * Serves files by their paths, everything else is not found.
 * @param files a text is the path that a request is redirected to.
 */
export async function serveFiles(files: Readonly<Record<string, Uint8Array | string>>): Promise<FileServer> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const file = files[url];
    if (file === undefined) response.writeHead(404).end();
    else if (typeof file === 'string') response.writeHead(302, { location: file }).end();
    else response.end(file);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
