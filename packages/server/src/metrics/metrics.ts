import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { RunTiming } from './run-timing.ts';

/** What may become of a try to send an e-mail; `unwanted`: the user has switched it off or may not sign in any more. */
export const MAIL_OUTCOMES = ['sent', 'retried', 'given_up', 'unwanted'] as const;

/** What became of a try to send an e-mail. */
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

/** What a process counts, in the form of Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  /** A request was answered. @param route its pattern, never its path. */
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  /** A worker has finished a run. */
  observeRun(measure: RunTiming): void;
  /** The server has tried to send an e-mail. */
  observeMail(outcome: MailOutcome): void;
}

/** Seconds: polls take a few ms, uploads minutes. */
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120];
const STAGE_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900];
/** Time of an analysis over the length of its recording. */
const REAL_TIME_FACTORS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2];

/** Makes the metrics of a process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'vivavoce_http_request_duration_seconds',
    help: 'Requests by method, route and status, and how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const runs = new Counter({
    name: 'vivavoce_runs_finished_total',
    help: 'Runs that ended, by outcome and, when they failed, by code.',
    labelNames: ['outcome', 'code'],
    registers,
  });
  const stages = new Histogram({
    name: 'vivavoce_stage_duration_seconds',
    help: 'How long the stages of analyses took.',
    labelNames: ['stage'],
    buckets: STAGE_SECONDS,
    registers,
  });
  const realTimeFactor = new Histogram({
    name: 'vivavoce_real_time_factor',
    help: 'Time of analyses over the length of their recordings; failed ones are left out.',
    buckets: REAL_TIME_FACTORS,
    registers,
  });
  const mails = new Counter({
    name: 'vivavoce_mails_total',
    help: 'Tries to send an e-mail, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  // From the start, so that an alert can tell none from not known.
  for (const outcome of MAIL_OUTCOMES) mails.inc({ outcome }, 0);
  return {
    registry,
    observeRequest: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    observeMail: (outcome) => mails.inc({ outcome }),
    observeRun({ outcome, code, elapsedMs, durationMs, stages: times }) {
      runs.inc({ outcome, code: code ?? '' });
      for (const [stage, parts] of Map.groupBy(times, (time) => time.stage)) {
        const ms = parts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
        stages.observe({ stage }, ms / 1000);
      }
      if (outcome !== 'failed') realTimeFactor.observe(elapsedMs / durationMs);
    },
  };
}
