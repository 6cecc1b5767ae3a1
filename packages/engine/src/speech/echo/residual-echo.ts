/** What an echo canceller leaves: reflections that come later than its filter, and what loudspeakers and codecs distort. */
import { gated, smoothedLevels } from './crosstalk.ts';

/** An echo is there where its estimate is within this of its own loud frames, dB. */
const AUDIBLE_DB = 30;
const LOUD_QUANTILE = 0.95;
/** What is left of an echo differs by this from moment to moment; louder is the channel's own speech, dB. */
const SPREAD_DB = 8;
/** Where even the strongest cancellation is no better, the echo itself is taken for what is left of it, dB. */
const LEAST_CANCELLED_DB = 3;
const LEVEL_STEP_DB = 1;

/**
 * A channel after cancellation, silent where nothing is left but the rest of the echo.
 * @param left what the canceller left of the channel.
 * @param echo what it took out, of the same length.
 */
export function withoutResidualEcho(left: Float32Array, echo: Float32Array): Float32Array {
  const leftLevels = smoothedLevels(left);
  const echoLevels = smoothedLevels(echo);
  const loud = echoLevels.toSorted()[Math.floor(LOUD_QUANTILE * (echoLevels.length - 1))]!;
  const isAudible = (frame: number) => echoLevels[frame]! > loud - AUDIBLE_DB;
  const usual = usualRest(leftLevels, echoLevels, isAudible);
  return gated(
    left,
    (frame) => !isAudible(frame) || leftLevels[frame]! > echoLevels[frame]! + usual + SPREAD_DB,
  );
}

/** The commonest level of what is left against the echo, dB: where both people speak it differs each time. */
function usualRest(left: Float32Array, echo: Float32Array, isAudible: (frame: number) => boolean): number {
  const counts = new Map<number, number>();
  for (const [frame, level] of left.entries()) {
    if (!isAudible(frame)) continue;
    const step = Math.round((level - echo[frame]!) / LEVEL_STEP_DB);
    if (step * LEVEL_STEP_DB > -LEAST_CANCELLED_DB) continue;
    for (const near of [step - 1, step, step + 1]) counts.set(near, (counts.get(near) ?? 0) + 1);
  }
  const [step = -LEAST_CANCELLED_DB] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return step * LEVEL_STEP_DB;
}
