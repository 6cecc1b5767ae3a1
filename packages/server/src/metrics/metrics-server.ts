import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** A listener that answers Prometheus. */
export interface MetricsServer {
  /** Where it listens, such as http://127.0.0.1:9464/metrics */
  readonly url: string;
  close(): Promise<void>;
}

/** Loopback alone: metrics ask for no key. A proxy may open them to others. */
const HOST = '127.0.0.1';

/**
 * Serves metrics at `/metrics` on a port of their own.
 * @param port 0 takes a free one.
 * @throws the system's error if the port is taken.
 */
export async function startMetricsServer(registry: Registry, port: number): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, HOST);
  await once(server, 'listening');
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/metrics`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
