import type { Span } from '../speech/timeline.ts';

/** The length of a span between whole milliseconds, ms: lengths of neighbours add up to that of both. */
export function lengthMs({ startMs, endMs }: Span): number {
  return Math.round(endMs) - Math.round(startMs);
}

/** The sum of the values; 0 of none. */
export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** So much of something for each of another; 0 where there is none of that. */
export function ratio(value: number, by: number): number {
  return by === 0 ? 0 : value / by;
}
