import type { Config } from '../config.ts';
import { watchEndpoints } from '../metrics/endpoint-watch.ts';
import { listenForMetrics } from '../metrics/listener.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { startTraces, tellOfRuns } from '../traces/traces.ts';
import { startWorker, type WorkerOptions } from './start-worker.ts';
import type { Worker } from './worker.ts';

/** A worker in a process of its own, beside servers that run elsewhere. */
export interface SeparateWorker extends Worker {
  /** Where Prometheus finds its metrics; null if the configuration names no port for them. */
  readonly metricsUrl: string | null;
}

/**
 * Starts a worker that no server has started: it tells its metrics and traces itself.
 * @throws Error if the database or the port for the metrics cannot be had; nothing is left running then.
 */
export async function startSeparateWorker(
  config: Config,
  options: WorkerOptions = {},
): Promise<SeparateWorker> {
  const metrics = createMetrics();
  const endpoints = watchEndpoints(config.models, metrics.registry);
  const traces = await startTraces(config);
  const listeners = { onRun: tellOfRuns(metrics, traces), onEndpoint: endpoints.tell };
  const worker = await startWorker(config, options, listeners);
  const stop = async (): Promise<void> => {
    await worker.stop();
    await traces.close();
  };
  if (config.metricsPort === null) return { metricsUrl: null, stop };
  try {
    const listener = await listenForMetrics(metrics.registry, config.metricsPort);
    return {
      metricsUrl: listener.url,
      async stop() {
        await stop();
        await listener.close();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
