import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import type { Registry } from 'prom-client';
import type { Config } from '../config.ts';

/** A listener that answers Prometheus. */
export interface MetricsServer {
  /** Where it listens, such as http://127.0.0.1:9464/metrics */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves metrics at `/metrics` on a port of their own, without asking for a key; nothing if the configuration names no port.
 * @throws the system's error if the port is taken.
 */
export async function startMetricsServer(
  registry: Registry,
  { metricsPort, metricsHost }: Pick<Config, 'metricsPort' | 'metricsHost'>,
): Promise<MetricsServer | null> {
  if (metricsPort === null) return null;
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
  server.listen(metricsPort, metricsHost);
  await once(server, 'listening');
  const host = isIPv6(metricsHost) ? `[${metricsHost}]` : metricsHost;
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
