import type { RunError, Stage } from '@vivavoce/contract';

/** What a worker tells of a run that it has finished, for the metrics; nothing of whom it is about. */
export interface RunMeasure {
  readonly outcome: 'success' | 'partial' | 'failed';
  /** Why it failed; null when it did not. */
  readonly code: RunError['code'] | null;
  /** How long the last try took, with all stages, ms. */
  readonly tookMs: number;
  /** Length of the recording, ms. */
  readonly durationMs: number;
  /** How long each stage of the last try took, ms. */
  readonly stagesMs: Readonly<Partial<Record<Stage, number>>>;
}

/** Measures how long the stages of an analysis take. */
export interface StageClock {
  /** A stage has begun, or goes on. */
  enter(stage: Stage): void;
  /** What each stage took until now, ms. */
  stagesMs(): Partial<Record<Stage, number>>;
  /** Since the clock was started, ms. */
  tookMs(): number;
}

/** Starts a clock. */
export function startStageClock(now: () => number = () => performance.now()): StageClock {
  const started = now();
  const spent: Partial<Record<Stage, number>> = {};
  let current: { readonly stage: Stage; readonly since: number } | null = null;
  const close = (): void => {
    if (current) spent[current.stage] = (spent[current.stage] ?? 0) + now() - current.since;
  };
  return {
    enter(stage) {
      if (stage === current?.stage) return;
      close();
      current = { stage, since: now() };
    },
    stagesMs() {
      close();
      if (current) current = { ...current, since: now() };
      return { ...spent };
    },
    tookMs: () => now() - started,
  };
}
