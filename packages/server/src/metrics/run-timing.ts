import type { RunError, Stage } from '@vivavoce/contract';

/** When a stage of an analysis was on, ms since the try began. */
export interface StageTime {
  readonly stage: Stage;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a worker tells of a run that it has finished, for metrics and traces; nothing of whom it is about. */
export interface RunTiming {
  readonly runId: string;
  /** When the last try began, ms since 1970. */
  readonly startedAt: number;
  readonly outcome: 'success' | 'partial' | 'failed';
  /** Why it failed; null when it did not. */
  readonly code: RunError['code'] | null;
  /** How long the last try took, with all stages, ms. */
  readonly elapsedMs: number;
  /** Length of the recording, ms. */
  readonly durationMs: number;
  /** The stages of the last try in their order; a stage that was taken up again stands there again. */
  readonly stages: readonly StageTime[];
}

/** Measures how long the stages of an analysis take. */
export interface StageTimer {
  /** A stage has begun, or goes on. */
  enter(stage: Stage): void;
  /** The stages until now. */
  stages(): StageTime[];
  /** Since the clock was started, ms. */
  elapsedMs(): number;
}

/** Starts a clock. */
export function startStageTimer(now: () => number = () => performance.now()): StageTimer {
  const started = now();
  const closed: StageTime[] = [];
  let current: { readonly stage: Stage; readonly fromMs: number } | null = null;
  const soFar = (): StageTime[] =>
    current ? [...closed, { ...current, toMs: now() - started }] : [...closed];
  return {
    enter(stage) {
      if (stage === current?.stage) return;
      closed.splice(0, closed.length, ...soFar());
      current = { stage, fromMs: now() - started };
    },
    stages: soFar,
    elapsedMs: () => now() - started,
  };
}
