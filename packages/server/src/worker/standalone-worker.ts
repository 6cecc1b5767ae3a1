import type { Config } from '../config.ts';
import { createEndpointMonitor } from '../metrics/endpoint-monitor.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { startMetricsServer } from '../metrics/metrics-server.ts';
import { createRunReporter, startTracing } from '../tracing/tracing.ts';
import { ENGINE_MODULE, startWorker } from './start-worker.ts';
import type { Worker } from './worker.ts';

/** A worker in a process of its own, beside servers that run elsewhere. */
export interface StandaloneWorker extends Worker {
  /** Where Prometheus finds its metrics; null if the configuration names no port for them. */
  readonly metricsUrl: string | null;
}

/**
 * Starts a worker that no server has started: it tells its metrics and traces itself.
 * @throws Error if the database or the port for the metrics cannot be had; nothing is left running then.
 */
export function startStandaloneWorker(config: Config): Promise<StandaloneWorker> {
  return startStandaloneWorkerWith(config, ENGINE_MODULE);
}

/** As {@link startStandaloneWorker}, with the module whose `createEngine` analyses, which tests replace. */
export async function startStandaloneWorkerWith(
  config: Config,
  engineModule: string,
): Promise<StandaloneWorker> {
  const metrics = createMetrics();
  const endpoints = createEndpointMonitor(config.models, metrics.registry);
  const tracing = await startTracing(config);
  const listeners = { onRun: createRunReporter(metrics, tracing), onEndpoint: endpoints.update };
  const worker = await startWorker(config, engineModule, listeners);
  const stop = async (): Promise<void> => {
    await worker.stop();
    await tracing.close();
  };
  try {
    const listener = await startMetricsServer(metrics.registry, config);
    return {
      metricsUrl: listener?.url ?? null,
      async stop() {
        await stop();
        await listener?.close();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
