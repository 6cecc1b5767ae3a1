import { useEffect, useState } from 'react';

/** How far a run was when this page learnt of it. */
export interface ProgressSample {
  /** Clock of this page, ms. */
  readonly atMs: number;
  /** 0 to 100. */
  readonly percent: number;
}

/** Least progress and time between two samples from which a pace is told: less is noise. Ours. */
const MIN_PERCENT = 4;
const MIN_ELAPSED_MS = 5000;

/**
 * How long the rest will take at the pace between two samples, ms; null while they are too close for a pace. The shares of the
 * stages are typical ones (`STAGE_WEIGHTS` of the engine), so it is an estimate to the minute at best.
 */
export function remainingMs(first: ProgressSample, last: ProgressSample): number | null {
  const percent = last.percent - first.percent;
  const elapsedMs = last.atMs - first.atMs;
  if (percent < MIN_PERCENT || elapsedMs < MIN_ELAPSED_MS) return null;
  return ((100 - last.percent) * elapsedMs) / percent;
}

/** The estimate for a run, renewed as it advances; null for none, such as while it waits. */
export function useRemainingMs(percent: number | null): number | null {
  const [samples, setSamples] = useState<readonly [ProgressSample, ProgressSample] | null>(null);
  useEffect(() => {
    if (percent === null) return;
    const sample = { atMs: performance.now(), percent };
    // A run that starts anew falls back.
    setSamples((before) =>
      before === null || percent < before[1].percent ? [sample, sample] : [before[0], sample],
    );
  }, [percent]);
  return samples && remainingMs(...samples);
}
