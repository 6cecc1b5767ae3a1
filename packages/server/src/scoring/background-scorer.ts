import { Worker } from 'node:worker_threads';
import type { AnalysisRequest, AnalysisResult } from '@vivavoce/contract';
import type { EngineErrorCode, WordCorrection } from '@vivavoce/engine';
import { type ModelSettings, SHIPPED_MODELS } from '@vivavoce/engine/endpoints';
import { disableTelemetry } from '@vivavoce/engine/process-environment';
import { ServiceError } from '../service-error.ts';

/** A stored analysis to score, as it travels to the thread. */
export interface ScoringJob {
  readonly storedAnalysis: Uint8Array;
  readonly corrections: readonly WordCorrection[];
  readonly request: AnalysisRequest;
}

/** How a job ended: with a result, or with a reason of the analysis' own. */
export type ScoringOutcome =
  | {
      readonly kind: 'scored';
      readonly result: AnalysisResult;
      /** The analysis with the corrections made, to be stored; null without corrections. */
      readonly storedAnalysis: Uint8Array | null;
    }
  | {
      readonly kind: 'refused';
      readonly code: EngineErrorCode | 'NO_SUCH_WORD' | 'STORED_ANALYSIS_UNREADABLE';
      readonly message: string;
    };

/** What the thread answers. */
export interface ScoringAnswer {
  readonly id: number;
  readonly outcome: ScoringOutcome | { readonly kind: 'fault'; readonly error: unknown };
}

/** Scores stored analyses, one after the other, without holding up whoever asks. */
export interface BackgroundScorer {
  /**
   * @throws ScorerBusyError if too many wait already, or it takes too long.
   * @throws Error if the thread dies, or what the job itself throws.
   */
  score(job: ScoringJob): Promise<ScoringOutcome>;
  /** Ends the thread; jobs under way fail. */
  close(): Promise<void>;
}

const RETRY_SECONDS = 5;

/** Scoring is refused, or given up, because the thread is busy. */
export class ScorerBusyError extends ServiceError {
  override readonly name = 'ScorerBusyError';

  constructor(reason: string) {
    super('RATE_LIMIT_EXCEEDED', `${reason}: try again`, { retryAfterSeconds: RETRY_SECONDS });
  }
}

const THREAD_SCRIPT = new URL('scoring-thread.ts', import.meta.url);
/** An interview of 45 minutes takes less than a second. */
const MAX_WAITING = 32;
const TIMEOUT_MS = 120_000;
/** How long an endpoint is waited for at most, ms: somebody waits for the answer, and has to be told before the limit. */
const ENDPOINT_WAIT_MS = 30_000;
/** The models take 200 MB: they are not held for ever for a thing that is asked for now and then. */
const IDLE_TIMEOUT_MS = 60_000;
const MAX_HEAP_MB = 1024;

interface Waiting {
  readonly done: (end: ScoringOutcome) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Makes a scorer; its thread starts with the first job and ends when nothing was asked for a while.
 * @param models that the operator chose: other languages than English are judged by them again.
 */
export function createBackgroundScorer(models: ModelSettings = SHIPPED_MODELS): BackgroundScorer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let jobs = 0;

  const end = async (reason: Error): Promise<void> => {
    const ending = thread;
    thread = null;
    clearTimeout(idle);
    for (const { fail } of waiting.values()) fail(reason);
    waiting.clear();
    await ending?.terminate();
  };

  const start = (): Worker => {
    disableTelemetry();
    const fresh = new Worker(THREAD_SCRIPT, {
      workerData: { ...models, waitMs: Math.min(models.waitMs, ENDPOINT_WAIT_MS) } satisfies ModelSettings,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    fresh.unref();
    fresh.on('message', ({ id, outcome }: ScoringAnswer) => {
      if (outcome.kind === 'fault') waiting.get(id)?.fail(outcome.error);
      else waiting.get(id)?.done(outcome);
    });
    fresh.on('error', (error) => {
      if (thread === fresh) void end(error as Error);
    });
    return fresh;
  };

  return {
    async score(job) {
      if (waiting.size >= MAX_WAITING) throw new ScorerBusyError('Too many results are being scored');
      thread ??= start();
      clearTimeout(idle);
      const id = jobs++;
      const limit = setTimeout(() => void end(new ScorerBusyError('Scoring took too long')), TIMEOUT_MS);
      try {
        return await new Promise<ScoringOutcome>((done, fail) => {
          waiting.set(id, { done, fail });
          thread?.postMessage({ id, job });
        });
      } finally {
        clearTimeout(limit);
        waiting.delete(id);
        if (waiting.size === 0 && thread) {
          clearTimeout(idle);
          idle = setTimeout(() => void end(new Error('Nothing to do')), IDLE_TIMEOUT_MS).unref();
        }
      }
    },
    close: () => end(new Error('The server stops')),
  };
}
