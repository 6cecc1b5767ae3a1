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

/** What every route works with. */
interface RouteContext {
  readonly config: Config;
  readonly runWatcher: RunWatcher;
  readonly readResult: ResultReader;
  readonly scorer: BackgroundScorer;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** What is known of the operator's endpoints. */
  readonly endpoints: EndpointMonitor;
  readonly version: string;
  /** What time it is; tests turn the clock. */
  readonly now: () => Date;
  /** The folder of the web console's files, or null to serve the API alone. */
  readonly consoleDir: string | null;
  /** The length of a recording in ms, or a RequestError if it is not one that we take. */
  readonly checkRecording: RecordingCheck;
  /** Draws reports. */
  readonly pdfs: PdfThread;
}

/** What the routes of a client's callers work with: no other client's rows can be had from it. */
export interface TenantContext extends RouteContext {
  /** The store as the caller's client sees it. */
  storeOf(request: FastifyRequest): Store;
}

/** What the few routes work with that nobody has to be known for, and the check of who asks. */
export interface HttpContext extends RouteContext {
  readonly store: Store;
  readonly resolveApiKey: ApiKeyResolver;
  readonly countRequest: RequestCounter;
}
