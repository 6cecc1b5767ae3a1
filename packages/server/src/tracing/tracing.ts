/**
 * Traces of requests and runs, sent by OpenTelemetry's protocol (OTLP over HTTP) to where the configuration says. Spans hold
 * routes, statuses, stages and ids of runs: nothing of whom they are about or of who asked. The libraries are loaded only where
 * traces are wanted.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RunTiming } from '../metrics/run-timing.ts';

/** A request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern, never its path. */
  readonly route: string;
  readonly status: number;
  readonly elapsedMs: number;
  /** A caller's `traceparent` makes the span a part of its trace. */
  readonly headers: IncomingHttpHeaders;
}

/** Where spans go. */
export interface Tracing {
  traceRequest(request: AnsweredRequest): void;
  /** A span for the last try of a run, and in it one for each stage. */
  traceRun(measure: RunTiming): void;
  /** Sends what is left, for a few seconds at most. */
  close(): Promise<void>;
}

/** Traces that go nowhere. */
const NO_TRACING: Tracing = {
  traceRequest: () => {},
  traceRun: () => {},
  close: async () => {},
};

/** Has a finished run counted and traced. */
export function createRunReporter(
  { observeRun }: Metrics,
  { traceRun }: Tracing,
): (measure: RunTiming) => void {
  return (measure) => {
    observeRun(measure);
    traceRun(measure);
  };
}

/** How long a process that stops waits for the receiver of its last spans, ms. */
const CLOSE_TIMEOUT_MS = 3000;

/** Starts sending traces, if the configuration names a receiver. A receiver that fails costs spans and nothing else. */
export async function startTracing({ tracesUrl }: Pick<Config, 'tracesUrl'>): Promise<Tracing> {
  if (tracesUrl === null) return NO_TRACING;
  const [api, core, sdk, resources, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/core'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const { OTEL_SERVICE_NAME: serviceName = 'vivavoce' } = process.env;
  const exporter = new OTLPTraceExporter({ url: `${tracesUrl.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('vivavoce');
  const propagator = new core.W3CTraceContextPropagator();
  const { ROOT_CONTEXT, defaultTextMapGetter, SpanKind, SpanStatusCode, trace } = api;
  return {
    traceRequest({ method, route, status, elapsedMs, headers }) {
      const endTime = Date.now();
      const caller = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      const attributes = {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      };
      const startTime = endTime - elapsedMs;
      const span = tracer.startSpan(
        `${method} ${route}`,
        { kind: SpanKind.SERVER, startTime, attributes },
        caller,
      );
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endTime);
    },
    traceRun({ runId, startedAt, elapsedMs, outcome, code, durationMs, stages }) {
      const attributes = {
        'vivavoce.run.id': runId,
        'vivavoce.run.outcome': outcome,
        'vivavoce.audio.duration_ms': durationMs,
        ...(code !== null && { 'error.type': code }),
      };
      const run = tracer.startSpan(
        'run',
        { kind: SpanKind.CONSUMER, startTime: startedAt, attributes },
        ROOT_CONTEXT,
      );
      if (outcome === 'failed') run.setStatus({ code: SpanStatusCode.ERROR });
      const inside = trace.setSpan(ROOT_CONTEXT, run);
      for (const { stage, fromMs, toMs } of stages) {
        tracer.startSpan(stage, { startTime: startedAt + fromMs }, inside).end(startedAt + toMs);
      }
      run.end(startedAt + elapsedMs);
    },
    async close() {
      const limit = new Promise<void>((done) => setTimeout(done, CLOSE_TIMEOUT_MS).unref());
      // Lost spans are no reason for a stop to fail.
      await Promise.race([provider.shutdown().catch(() => undefined), limit]);
    },
  };
}
