import type { Sandbox } from '@vivavoce/engine/decode';
import type { PdfThread } from '@vivavoce/report';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ApiKeyResolver } from '../accounts/api-key-resolver.ts';
import type { Config } from '../config.ts';
import type { EndpointMonitor } from '../metrics/endpoint-monitor.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ResultReader } from '../runs/poll.ts';
import type { RunWatcher } from '../runs/run-events.ts';
import type { BackgroundScorer } from '../scoring/background-scorer.ts';
import type { Store } from '../store/store.ts';
import type { RequestCounter } from '../tenants/rate-limit.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { RecordingCheck } from './recording-check.ts';

/** Dependencies of every route. */
interface RouteContext {
  readonly config: Config;
  readonly runWatcher: RunWatcher;
  readonly readResult: ResultReader;
  readonly scorer: BackgroundScorer;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Health of the operator's model endpoints. */
  readonly endpoints: EndpointMonitor;
  readonly version: string;
  /** The current time; tests set it. */
  readonly now: () => Date;
  /** The folder of the web console's files, or null to serve only the API. */
  readonly consoleDir: string | null;
  /** Checks a submitted recording and measures its duration. */
  readonly checkRecording: RecordingCheck;
  /** What confines the operator's FFmpeg; null without one. */
  readonly ffmpegSandbox: Sandbox | null;
  /** Writes PDF reports. */
  readonly pdfs: PdfThread;
}

/** Dependencies of a tenant's routes, which cannot reach another tenant's rows. */
export interface TenantContext extends RouteContext {
  /** The store, limited to the caller's tenant. */
  storeOf(request: FastifyRequest): Store;
}

/** Dependencies of routes that may take long. */
export interface StreamContext extends TenantContext {
  /** Whether a request that takes long would still be let in. */
  isStillCaller(request: FastifyRequest): Promise<boolean>;
}

/** Dependencies of authentication and of the few routes that work without it. */
export interface HttpContext extends RouteContext {
  readonly store: Store;
  readonly resolveApiKey: ApiKeyResolver;
  readonly countRequest: RequestCounter;
}
