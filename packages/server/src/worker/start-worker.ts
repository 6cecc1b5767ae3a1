import type { Config } from '../config.ts';
import { createLogger } from '../logger.ts';
import type { EndpointChange } from '../metrics/endpoint-monitor.ts';
import type { RunTiming } from '../metrics/run-timing.ts';
import { openStore } from '../store/store.ts';
import { runWorker, type Worker } from './worker.ts';

/** The module whose `createEngine` analyses, unless a test replaces it. */
export const ENGINE_MODULE = import.meta.resolve('@vivavoce/engine');

/** Callbacks for metrics and health. */
export interface WorkerListeners {
  /** Called for every run that the worker finishes. */
  readonly onRun?: (measure: RunTiming) => void;
  /** Called when the circuit of an endpoint opens or closes. */
  readonly onEndpoint?: (change: EndpointChange) => void;
}

/**
 * Starts a worker in this process: it takes runs from the queue and has the engine analyse them in a child process.
 * Any number of them, on any machine that reaches the database and the recordings, share the work.
 * @throws Error if the database cannot be had.
 */
export async function startWorker(
  config: Config,
  engineModule: string,
  { onRun = () => {}, onEndpoint = () => {} }: WorkerListeners = {},
): Promise<Worker> {
  const store = await openStore(config, 'worker');
  const logger = createLogger(config, 'worker');
  const worker = runWorker({ config, store, logger, engineModule, onRun, onEndpoint });
  return {
    async stop() {
      await worker.stop();
      await store.close();
    },
  };
}
