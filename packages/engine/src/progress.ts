import { STAGES, type Stage } from '@vivavoce/contract';

/** Where an analysis stands. */
export interface Progress {
  readonly stage: Stage;
  /** Of the whole analysis, 0 to 100, never falling. */
  readonly percent: number;
}

/** A stage that has ended, or a part of one: a stage can run several times. */
export interface StageTiming {
  readonly stage: Stage;
  readonly elapsedMs: number;
}

/** Listeners to the progress of an analysis. */
export interface ProgressListeners {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onStage?: ((timing: StageTiming) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Says how much of the current stage is done, as `done` of `total` pieces. */
export type ReportShare = (done: number, total: number) => void;

/** Runs the stages of one analysis one after another, reports and times them. */
export type RunStage = <T>(stage: Stage, work: (report: ReportShare) => T | Promise<T>) => Promise<T>;

/**
 * Share of each stage in the time of an analysis, percent: the shares of ten minutes in docs/performance.md, at least 1. They pace
 * the progress and the time that is said to remain.
 */
const STAGE_WEIGHTS: Record<Stage, number> = {
  decode: 2,
  quality: 1,
  'speech-regions': 4,
  'speaker-turns': 21,
  words: 46,
  alignment: 22,
  candidate: 1,
  measures: 1,
  scores: 1,
  report: 1,
};

/**
 * Makes the function that runs the stages of one analysis.
 * @throws whatever the signal was aborted with, before the next stage begins.
 */
export function stageRunner({ onProgress, onStage, signal }: ProgressListeners): RunStage {
  let reached = 0;
  return async (stage, work) => {
    signal?.throwIfAborted();
    const before = weightBefore(stage);
    const report: ReportShare = (done, total) => {
      const percent = Math.floor(before + STAGE_WEIGHTS[stage] * Math.min(1, total > 0 ? done / total : 1));
      reached = Math.max(reached, Math.min(100, percent));
      onProgress?.({ stage, percent: reached });
    };
    report(0, 1);
    const startedAt = performance.now();
    const result = await work(report);
    report(1, 1);
    onStage?.({ stage, elapsedMs: performance.now() - startedAt });
    return result;
  };
}

function weightBefore(stage: Stage): number {
  const earlier = STAGES.slice(0, STAGES.indexOf(stage));
  return earlier.reduce((sum, name) => sum + STAGE_WEIGHTS[name], 0);
}
