import type { PdfThread } from '@vivavoce/report';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { KeyResolver } from '../clients/keys.ts';
import type { RequestCounter } from '../clients/rate-limit.ts';
import type { Config } from '../config.ts';
import type { EndpointWatch } from '../metrics/endpoint-watch.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { ResultReader } from '../runs/poll.ts';
import type { RunWatch } from '../runs/watch.ts';
import type { Scorer } from '../scoring/scorer.ts';
import type { Store } from '../store/store.ts';
import type { Traces } from '../traces/traces.ts';
import type { RecordingCheck } from './recording-check.ts';

/** What every route works with. */
interface RouteContext {
  readonly config: Config;
  readonly watch: RunWatch;
  readonly readResult: ResultReader;
  readonly scorer: Scorer;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly traces: Traces;
  /** What is known of the operator's endpoints. */
  readonly endpoints: EndpointWatch;
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
export interface ClientContext extends RouteContext {
  /** The store as the caller's client sees it. */
  storeOf(request: FastifyRequest): Store;
}

/** What the few routes work with that nobody has to be known for, and the check of who asks. */
export interface HttpContext extends RouteContext {
  readonly store: Store;
  readonly resolveKey: KeyResolver;
  readonly countRequest: RequestCounter;
}
