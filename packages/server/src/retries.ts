const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits before each retry, ms: the schedule of Standard Webhooks 1.0, about three days in all. */
export const RETRY_WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

const JITTER = 0.2;

/**
 * How long to wait before the next try, ms, up to a fifth more or less than the schedule so that receivers that come back
 * are not hit by all at once; null when all tries are used up.
 * @param attempts tries so far.
 * @param chance a number from 0 to 1, left to chance.
 */
export function retryWaitMs(attempts: number, chance: number): number | null {
  const wait = RETRY_WAITS_MS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * (2 * chance - 1)));
}
