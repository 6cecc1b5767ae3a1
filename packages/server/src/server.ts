import { isPossibleRecording, measureDurationMs, operatorFfmpeg } from '@vivavoce/engine/decode';
import { createPdfThread } from '@vivavoce/report';
import type { FastifyInstance } from 'fastify';
import { createApiKeyResolver } from './accounts/api-key-resolver.ts';
import { isSetupNeeded, setupTokenOf } from './accounts/setup.ts';
import type { Config } from './config.ts';
import { createApp } from './http/app.ts';
import { createRecordingCheck, type RecordingReader } from './http/recording-check.ts';
import { createLogger } from './logger.ts';
import { startMailSender } from './mail/sender.ts';
import { startMaintenance } from './maintenance.ts';
import { createEndpointMonitor } from './metrics/endpoint-monitor.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { type MetricsServer, startMetricsServer } from './metrics/metrics-server.ts';
import { addStoreGauges } from './metrics/store-gauges.ts';
import { createResultReader } from './runs/poll.ts';
import { startRunWatcher } from './runs/run-events.ts';
import { createBackgroundScorer } from './scoring/background-scorer.ts';
import { openStore, type Store } from './store/store.ts';
import { createRequestCounter } from './tenants/rate-limit.ts';
import { createRunReporter, startTracing } from './tracing/tracing.ts';
import { readVersion } from './version.ts';
import { startDeliverer } from './webhooks/deliverer.ts';
import { ENGINE_MODULE } from './worker/start-worker.ts';
import { superviseWorkerProcess } from './worker/worker-supervisor.ts';

/** Options of a server. */
export interface ServerOptions {
  /** The folder of the web console's files; the API alone is served when absent. */
  readonly consoleDir?: string | undefined;
}

/** Options with what tests replace, which is no part of the package's interface. */
export interface InternalServerOptions extends ServerOptions {
  /** The module whose `createEngine` analyses. */
  readonly engineModule?: string;
  /** How submitted recordings are looked at. */
  readonly recordings?: RecordingReader;
  /** The current time, for sessions and links; the database's unless given. */
  readonly now?: () => Date;
}

/** A server that answers. */
export interface Server {
  /** Where it listens, without a path, such as http://127.0.0.1:8080 */
  readonly url: string;
  /** Where Prometheus finds the metrics; null if the configuration names no port for them. */
  readonly metricsUrl: string | null;
  /** Where the first owner sets the server up, with the token for it; null once there is one. */
  readonly setupLink: string | null;
  /** Process ids of the workers beside it. */
  workerPids(): number[];
  /** Settles with the reason if the server cannot go on by itself. */
  readonly failed: Promise<Error>;
  /** Answers what is being asked, hands back what is being worked on, closes. */
  stop(): Promise<void>;
}

const DEFAULTS = {
  engineModule: ENGINE_MODULE,
  recordings: { isPossibleRecording, measureDuration: measureDurationMs },
};

/** How long a stopping server waits for requests that are still coming in. */
const STOP_GRACE_MS = 5000;

/** Listens where the configuration says and tells the address. */
function listen(app: FastifyInstance, config: Config): Promise<string> {
  return app.listen({ host: config.host, port: config.port });
}

/** Answers the requests that have come; who has not sent theirs in time is cut off. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), STOP_GRACE_MS);
  await app.close();
  clearTimeout(cut);
}

/** Where the first owner sets the server up; null once there is one. */
async function setupLinkOf(store: Store, baseUrl: string): Promise<string | null> {
  return (await isSetupNeeded(store.db)) ? `${baseUrl}/setup#token=${setupTokenOf(store)}` : null;
}

/** Serves metrics to Prometheus if the configuration names a port for them. */
async function startMetrics(
  config: Config,
  { registry }: Metrics,
  store: Store,
): Promise<MetricsServer | null> {
  if (config.metricsPort !== null) addStoreGauges(registry, store);
  return startMetricsServer(registry, config);
}

/**
 * Starts the server: the database, the HTTP API and its workers.
 * @throws DataFolderBusyError if another server works on the embedded data folder.
 * @throws Error if the database or the address cannot be had, or the operator's FFmpeg cannot be run; nothing is left running then.
 */
export function startServer(config: Config, { consoleDir }: ServerOptions = {}): Promise<Server> {
  return startServerWith(config, { consoleDir });
}

/** As {@link startServer}, with parts that tests replace. */
export async function startServerWith(config: Config, options: InternalServerOptions): Promise<Server> {
  const { consoleDir, engineModule, recordings, now = null } = { ...DEFAULTS, ...options };
  const logger = createLogger(config, 'server');
  const tracing = await startTracing(config);
  const store = await openStore(config, 'server');
  const workers: ReturnType<typeof superviseWorkerProcess>[] = [];
  let app: FastifyInstance | null = null;
  const stopTasks: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    if (app) await closeApp(app);
    await Promise.all(stopTasks.map((stopTask) => stopTask()));
    await Promise.all(workers.map((worker) => worker.stop()));
    await tracing.close();
    await store.close();
  };
  const stop = (): Promise<void> => {
    stopped ??= close();
    return stopped;
  };
  const metrics = createMetrics();
  const endpoints = createEndpointMonitor(config.models, metrics.registry);
  try {
    const checkRecording = createRecordingCheck(config, recordings);
    const pdfs = createPdfThread();
    stopTasks.push(() => pdfs.close());
    const scorer = createBackgroundScorer(config.models);
    stopTasks.push(() => scorer.close());
    app = await createApp({
      config,
      store,
      resolveApiKey: createApiKeyResolver(store),
      countRequest: createRequestCounter(store.runStatement),
      runWatcher: startRunWatcher(store),
      readResult: createResultReader(store),
      scorer,
      logger,
      metrics,
      tracing,
      endpoints,
      version: await readVersion(),
      now: now ?? store.now,
      consoleDir: consoleDir ?? null,
      checkRecording,
      ffmpegSandbox: (await operatorFfmpeg())?.sandbox ?? null,
      pdfs,
    });
    const url = await listen(app, config);
    const listeners = { onRun: createRunReporter(metrics, tracing), onEndpoint: endpoints.update };
    const init = { config: { ...config, mail: null }, engineModule };
    for (let n = 0; n < config.workers; n += 1) workers.push(superviseWorkerProcess(init, logger, listeners));
    stopTasks.push(startMaintenance(store, config, logger), startDeliverer({ config, store, logger }));
    stopTasks.push(await startMailSender({ config, store, logger, metrics }));
    const listener = await startMetrics(config, metrics, store);
    if (listener) stopTasks.push(() => listener.close());
    logger.info({ url, workers: config.workers }, 'server started');
    return {
      url,
      metricsUrl: listener?.url ?? null,
      setupLink: await setupLinkOf(store, config.publicUrl ?? url),
      workerPids: () => workers.map((worker) => worker.pid()),
      failed: store.failed,
      stop,
    };
  } catch (error) {
    // The first error is the one to report.
    await stop().catch(() => undefined);
    throw error;
  }
}
