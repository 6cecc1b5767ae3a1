import type { Config } from '../config.ts';
import { createLogger } from '../logger.ts';
import type { EndpointChange } from '../metrics/endpoint-monitor.ts';
import type { RunTiming } from '../metrics/run-timing.ts';
import { openStore } from '../store/store.ts';
import { runWorker, type Worker } from './worker.ts';

/** What a worker can be given instead of the default. */
export interface WorkerOptions {
  /** The module whose `createEngine` analyses; tests bring their own. */
  readonly engineModule?: string;
}

/** Those who want to hear of a worker's work, for metrics and health. */
export interface WorkerListeners {
  /** Told of every run that it finishes. */
  readonly onRun?: (measure: RunTiming) => void;
  /** Told when an endpoint is left alone, and when it is asked again. */
  readonly onEndpoint?: (change: EndpointChange) => void;
}

const ENGINE_MODULE = import.meta.resolve('@vivavoce/engine');

/**
 * Starts a worker in this process: it takes runs from the queue and has the engine analyse them in a child process.
 * Any number of them, on any machine that reaches the database and the recordings, share the work.
 * @throws Error if the database cannot be had.
 */
export async function startWorker(
  config: Config,
  options: WorkerOptions = {},
  { onRun = () => {}, onEndpoint = () => {} }: WorkerListeners = {},
): Promise<Worker> {
  const { engineModule = ENGINE_MODULE } = options;
  const store = await openStore(config);
  const logger = createLogger(config, 'worker');
  const worker = runWorker({ config, store, logger, engineModule, onRun, onEndpoint });
  return {
    async stop() {
      await worker.stop();
      await store.close();
    },
  };
}
