import type { Config } from '../config.ts';
import { createLogger } from '../logger.ts';
import type { EndpointChange } from '../metrics/endpoint-monitor.ts';
import type { RunTiming } from '../metrics/run-timing.ts';
import { startWorker } from './start-worker.ts';

/** The entry of a worker that a server started. The first message says what to do; the channel's end, to stop. */

/** What the server sends first. */
export interface WorkerInit {
  readonly config: Config;
  /** The module whose `createEngine` analyses. */
  readonly engineModule: string;
}

/** What the worker tells. */
export type WorkerMessage = { readonly kind: 'run'; readonly measure: RunTiming } | EndpointChange;

process.once('message', async ({ config, engineModule }: WorkerInit) => {
  const logger = createLogger(config, 'worker');
  try {
    const tell = (news: WorkerMessage): void => {
      // Without a listener for its error, a channel that closes just now would end the process.
      if (process.connected) process.send?.(news, undefined, undefined, () => {});
    };
    const worker = await startWorker(config, engineModule, {
      onRun: (measure) => tell({ kind: 'run', measure }),
      onEndpoint: tell,
    });
    let isStopping = false;
    const stop = async (): Promise<void> => {
      // The end of the channel and a signal can come together.
      if (isStopping) return;
      isStopping = true;
      await worker.stop();
      process.exit();
    };
    process.once('disconnect', stop);
    process.once('SIGTERM', stop);
    if (!process.connected) await stop();
  } catch (error) {
    logger.fatal({ err: error }, 'the worker cannot start');
    process.exit(1);
  }
});
// A Ctrl-C reaches the whole group: the server decides when its worker stops.
process.on('SIGINT', () => {});
